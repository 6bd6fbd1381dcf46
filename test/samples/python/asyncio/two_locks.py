import asyncio


async def transfer(source, target):
    async with source:
        await asyncio.sleep(0.01)
        async with target:
            pass


async def main():
    account_a, account_b = asyncio.Lock(), asyncio.Lock()
    first = asyncio.create_task(transfer(account_a, account_b), name='first')
    second = asyncio.create_task(transfer(account_b, account_a), name='second')
    await asyncio.gather(first, second)


asyncio.run(main())
