import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'

interface SegmentedProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly text: string; readonly disabled?: boolean }[]
  readonly onChange: (value: Value) => void
}

/** A row of buttons of which exactly one is pressed. */
export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProps<Value>) {
  return (
    <ToggleButtonGroup
      className="segmented"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value))
        if (chosen) onChange(chosen.value)
      }}
    >
      {options.map((option) => (
        <ToggleButton
          key={option.value}
          id={option.value}
          className="segment"
          isDisabled={option.disabled ?? false}
          // the group gives a click's focus to the button that had it last, and Space would then press that one
          onPress={({ target }) => (target as HTMLElement).focus()}
        >
          {option.text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
