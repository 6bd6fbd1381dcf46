/*
 * Records what the threads of a native program do with mutexes, readers-writer locks, conditions, semaphores, barriers and each other. Loaded in front of the C library
 * (LD_PRELOAD), it stands in for the functions below, calls the real ones, and writes a record of 32 bytes before or after: a release before it happens, an acquisition
 * after, so holds never overlap. The file is mapped memory in the format of the Python tracer (resources/python/labtrace/records.py): the kernel owns the pages, so
 * whatever is written survives the program's death, however it dies.
 *
 *   slot   thread u32 | address, low half u32 | address, high half u16, kind of object u8, 0 u8 | kind of record u16 | 0 u16 | argument i64 | time i64, nanoseconds
 *
 * It must never change what the program does: no allocation, no lock, no descriptor that stays open, errno as it was.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Old versions of what is called, so that it loads on any glibc since 2.17 (2012). */
#define old(name, version) __asm__(".symver " #name "," #name "@GLIBC_" version)
old(dlsym, "2.2.5");
old(dlvsym, "2.2.5");
old(clock_gettime, "2.17");
old(pthread_key_create, "2.2.5");
old(pthread_setspecific, "2.2.5");
extern int __register_atfork(void (*)(void), void (*)(void), void (*)(void), void *);

enum { CHUNK = 65536, SLOT = 32, CHUNK_MARK = 0xC0DE, SPARES = 64 };
/* Kinds of records, numbered as the Python tracer's. */
enum { STARTED = 3, ENDED = 4, DECLARED = 5, REQUESTED = 6, ACQUIRED = 7, RELEASED = 8, TRY_FAILED = 9, TIMED_OUT = 10, JOIN_BEGAN = 11, JOINED = 12,
       WAIT_BEGAN = 19, WOKEN = 20, NOTIFIED = 21, ARRIVED = 27, TRIED = 32 };
/* Kinds of objects. READING is a readers-writer lock, asked for reading. */
enum { LOCK, RLOCK, SEMAPHORE, CONDITION, RWLOCK, READING, BARRIER, THREAD };

struct slot {
  uint32_t thread, low;
  uint16_t high;
  uint8_t object, zero;
  uint16_t kind, text;
  int64_t argument;
  int64_t time;
};
_Static_assert(sizeof(struct slot) == SLOT, "a slot has 32 bytes");

static char *store;
static uint64_t bytes;
static uint64_t chunks;
static struct { char *at, *end; } spares[SPARES];
static int spare_count, spare_taken;

static __thread struct { char *at, *end; uint32_t thread; int busy; } mine __attribute__((tls_model("initial-exec")));

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void drop(void) { __atomic_fetch_add((uint64_t *)(store + 8), 1, __ATOMIC_RELAXED); }

/* What an ended thread left of its chunk, or a fresh one. A disk that is full must not kill the program: pages are asked for here, where that can fail (Linux 5.14). */
static int fresh(void) {
  if (__atomic_load_n(&spare_count, __ATOMIC_RELAXED) > 0 && !__atomic_exchange_n(&spare_taken, 1, __ATOMIC_ACQUIRE)) {
    int found = spare_count > 0;
    if (found) {
      spare_count--;
      mine.at = spares[spare_count].at;
      mine.end = spares[spare_count].end;
    }
    __atomic_store_n(&spare_taken, 0, __ATOMIC_RELEASE);
    if (found) return 1;
  }
  uint64_t offset = (__atomic_fetch_add(&chunks, 1, __ATOMIC_RELAXED) + 1) * CHUNK;
  if (offset + CHUNK > bytes) return 0;
  char *chunk = store + offset;
  if (madvise(chunk, CHUNK, 23 /* MADV_POPULATE_WRITE */) != 0 && errno != EINVAL) return 0;
  struct slot *head = (struct slot *)chunk;
  head->low = 1;
  head->kind = CHUNK_MARK;
  __atomic_store_n(&head->time, now(), __ATOMIC_RELEASE);
  mine.at = chunk + SLOT;
  mine.end = chunk + CHUNK;
  return 1;
}

static void hand_back(void) {
  if (mine.at == mine.end || __atomic_exchange_n(&spare_taken, 1, __ATOMIC_ACQUIRE)) return;
  if (spare_count < SPARES) {
    spares[spare_count].at = mine.at;
    spares[spare_count].end = mine.end;
    spare_count++;
  }
  __atomic_store_n(&spare_taken, 0, __ATOMIC_RELEASE);
  mine.at = mine.end = 0;
}

static void record(int kind, const volatile void *address, int object, int64_t argument) {
  if (!store) return;
  /* a signal's handler in the middle of a record */
  if (mine.busy) return drop();
  mine.busy = 1;
  int before = errno;
  if (mine.at == mine.end && !fresh()) drop();
  else {
    struct slot *slot = (struct slot *)mine.at;
    mine.at += SLOT;
    if (!mine.thread) mine.thread = (uint32_t)syscall(SYS_gettid);
    slot->thread = mine.thread;
    slot->low = (uint32_t)(uintptr_t)address;
    slot->high = (uint16_t)((uintptr_t)address >> 32);
    slot->object = (uint8_t)object;
    slot->kind = (uint16_t)kind;
    slot->argument = argument;
    __atomic_store_n(&slot->time, now(), __ATOMIC_RELEASE);
  }
  errno = before;
  mine.busy = 0;
}

static char *put_number(char *to, uint64_t number) {
  char digits[20];
  int count = 0;
  do digits[count++] = (char)('0' + number % 10);
  while ((number /= 10) > 0);
  while (count > 0) *to++ = digits[--count];
  return to;
}

/* Maps FOLDER/PID-TIME. A process has one file for each program that it becomes. */
static void open_store(void) {
  const char *folder = getenv("LAB_LOCKS");
  const char *size = getenv("LAB_LOCKS_BYTES");
  char path[512], *to = path;
  if (!folder || !size) return;
  while (*folder && to < path + 400) *to++ = *folder++;
  *to++ = '/';
  to = put_number(to, (uint64_t)getpid());
  *to++ = '-';
  to = put_number(to, (uint64_t)now());
  *to = 0;
  for (bytes = 0; *size >= '0' && *size <= '9'; size++) bytes = bytes * 10 + (uint64_t)(*size - '0');
  int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return;
  char *mapped = MAP_FAILED;
  if (ftruncate(file, (off_t)bytes) == 0) mapped = mmap(0, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file, 0);
  close(file);
  if (mapped == (char *)MAP_FAILED) return;
  if (madvise(mapped, CHUNK, 23) != 0 && errno != EINVAL) {
    munmap(mapped, bytes);
    return;
  }
  chunks = 0;
  store = mapped;
  /* where the program lies: whoever reads this later may find no process any more */
  record(STARTED, 0, THREAD, (int64_t)getauxval(AT_PHDR));
}

static void in_child(void) {
  /* the parent's records are not ours to write */
  if (store) munmap(store, bytes);
  store = 0;
  spare_count = spare_taken = 0;
  mine.at = mine.end = 0;
  mine.thread = 0;
  mine.busy = 0;
  open_store();
}

#define CALLER ((int64_t)(uintptr_t)__builtin_return_address(0))
#define FORWARD(result, name, parameters) \
  typedef result (*name##_type) parameters; \
  static name##_type real_##name; \
  static name##_type find_##name(void) { \
    if (!real_##name) real_##name = (name##_type)dlsym(RTLD_NEXT, #name); \
    return real_##name; \
  }
/* Conditions are of two kinds since glibc 2.3.2; programs of today use the newer one. */
#define FORWARD_CONDITION(name, parameters) \
  typedef int (*name##_type) parameters; \
  static name##_type real_##name; \
  static name##_type find_##name(void) { \
    if (!real_##name) real_##name = (name##_type)dlvsym(RTLD_NEXT, #name, "GLIBC_2.3.2"); \
    if (!real_##name) real_##name = (name##_type)dlsym(RTLD_NEXT, #name); \
    return real_##name; \
  }

static int64_t until(clockid_t clock, const struct timespec *end) {
  struct timespec start;
  clock_gettime(clock, &start);
  int64_t left = ((int64_t)end->tv_sec - start.tv_sec) * 1000000000 + end->tv_nsec - start.tv_nsec;
  return left < 0 ? 0 : left;
}

/* mutexes */

FORWARD(int, pthread_mutex_init, (pthread_mutex_t *, const pthread_mutexattr_t *))
FORWARD(int, pthread_mutex_lock, (pthread_mutex_t *))
FORWARD(int, pthread_mutex_trylock, (pthread_mutex_t *))
FORWARD(int, pthread_mutex_timedlock, (pthread_mutex_t *, const struct timespec *))
FORWARD(int, pthread_mutex_unlock, (pthread_mutex_t *))

static int kind_of(const pthread_mutex_t *mutex) { return (mutex->__data.__kind & 3) == PTHREAD_MUTEX_RECURSIVE_NP ? RLOCK : LOCK; }
static int has(int result) { return result == 0 || result == EOWNERDEAD; }

int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes) {
  int result = find_pthread_mutex_init()(mutex, attributes);
  if (result == 0) record(DECLARED, mutex, kind_of(mutex), CALLER);
  return result;
}

int pthread_mutex_lock(pthread_mutex_t *mutex) {
  int result = find_pthread_mutex_trylock()(mutex);
  int kind = kind_of(mutex);
  if (has(result)) {
    record(ACQUIRED, mutex, kind, CALLER);
    return result;
  }
  if (result == EBUSY) record(REQUESTED, mutex, kind, -1);
  int waited = result == EBUSY;
  result = find_pthread_mutex_lock()(mutex);
  if (has(result)) record(ACQUIRED, mutex, kind, CALLER);
  else if (waited) record(TRY_FAILED, mutex, kind, CALLER);
  return result;
}

int pthread_mutex_trylock(pthread_mutex_t *mutex) {
  int result = find_pthread_mutex_trylock()(mutex);
  record(has(result) ? TRIED : TRY_FAILED, mutex, kind_of(mutex), CALLER);
  return result;
}

int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *end) {
  int result = find_pthread_mutex_trylock()(mutex);
  int kind = kind_of(mutex);
  int waited = result == EBUSY;
  if (waited) {
    record(REQUESTED, mutex, kind, until(CLOCK_REALTIME, end));
    result = find_pthread_mutex_timedlock()(mutex, end);
  }
  if (has(result)) record(waited ? ACQUIRED : TRIED, mutex, kind, CALLER);
  else record(result == ETIMEDOUT && waited ? TIMED_OUT : TRY_FAILED, mutex, kind, CALLER);
  return result;
}

int pthread_mutex_unlock(pthread_mutex_t *mutex) {
  record(RELEASED, mutex, kind_of(mutex), CALLER);
  return find_pthread_mutex_unlock()(mutex);
}

/* readers-writer locks */

FORWARD(int, pthread_rwlock_init, (pthread_rwlock_t *, const pthread_rwlockattr_t *))
FORWARD(int, pthread_rwlock_rdlock, (pthread_rwlock_t *))
FORWARD(int, pthread_rwlock_tryrdlock, (pthread_rwlock_t *))
FORWARD(int, pthread_rwlock_wrlock, (pthread_rwlock_t *))
FORWARD(int, pthread_rwlock_trywrlock, (pthread_rwlock_t *))
FORWARD(int, pthread_rwlock_unlock, (pthread_rwlock_t *))

int pthread_rwlock_init(pthread_rwlock_t *lock, const pthread_rwlockattr_t *attributes) {
  int result = find_pthread_rwlock_init()(lock, attributes);
  if (result == 0) record(DECLARED, lock, RWLOCK, CALLER);
  return result;
}

static int take_rwlock(pthread_rwlock_t *lock, int kind, int (*attempt)(pthread_rwlock_t *), int (*take)(pthread_rwlock_t *), int64_t caller) {
  int result = attempt(lock);
  if (result == EBUSY) {
    record(REQUESTED, lock, kind, -1);
    result = take(lock);
    if (result != 0) record(TRY_FAILED, lock, kind, caller);
  } else if (result != 0) result = take(lock);
  if (result == 0) record(ACQUIRED, lock, kind, caller);
  return result;
}

int pthread_rwlock_rdlock(pthread_rwlock_t *lock) {
  return take_rwlock(lock, READING, find_pthread_rwlock_tryrdlock(), find_pthread_rwlock_rdlock(), CALLER);
}

int pthread_rwlock_wrlock(pthread_rwlock_t *lock) {
  return take_rwlock(lock, RWLOCK, find_pthread_rwlock_trywrlock(), find_pthread_rwlock_wrlock(), CALLER);
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t *lock) {
  int result = find_pthread_rwlock_tryrdlock()(lock);
  record(result == 0 ? ACQUIRED : TRY_FAILED, lock, READING, CALLER);
  return result;
}

int pthread_rwlock_trywrlock(pthread_rwlock_t *lock) {
  int result = find_pthread_rwlock_trywrlock()(lock);
  record(result == 0 ? TRIED : TRY_FAILED, lock, RWLOCK, CALLER);
  return result;
}

int pthread_rwlock_unlock(pthread_rwlock_t *lock) {
  record(RELEASED, lock, RWLOCK, CALLER);
  return find_pthread_rwlock_unlock()(lock);
}

/* conditions: the lock is given back and taken again inside */

FORWARD_CONDITION(pthread_cond_wait, (pthread_cond_t *, pthread_mutex_t *))
FORWARD_CONDITION(pthread_cond_timedwait, (pthread_cond_t *, pthread_mutex_t *, const struct timespec *))
FORWARD(int, pthread_cond_clockwait, (pthread_cond_t *, pthread_mutex_t *, clockid_t, const struct timespec *))
FORWARD_CONDITION(pthread_cond_signal, (pthread_cond_t *))
FORWARD_CONDITION(pthread_cond_broadcast, (pthread_cond_t *))

static void leave_for(pthread_cond_t *condition, pthread_mutex_t *mutex, int64_t limit, int64_t caller) {
  record(RELEASED, mutex, kind_of(mutex), caller);
  record(WAIT_BEGAN, condition, CONDITION, limit);
}

static int back_from(pthread_cond_t *condition, pthread_mutex_t *mutex, int result, int64_t caller) {
  record(result == ETIMEDOUT ? TIMED_OUT : WOKEN, condition, CONDITION, caller);
  record(ACQUIRED, mutex, kind_of(mutex), caller);
  return result;
}

int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex) {
  leave_for(condition, mutex, -1, CALLER);
  return back_from(condition, mutex, find_pthread_cond_wait()(condition, mutex), CALLER);
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *end) {
  leave_for(condition, mutex, until(CLOCK_REALTIME, end), CALLER);
  return back_from(condition, mutex, find_pthread_cond_timedwait()(condition, mutex, end), CALLER);
}

int pthread_cond_clockwait(pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *end) {
  leave_for(condition, mutex, until(clock, end), CALLER);
  return back_from(condition, mutex, find_pthread_cond_clockwait()(condition, mutex, clock, end), CALLER);
}

int pthread_cond_signal(pthread_cond_t *condition) {
  record(NOTIFIED, condition, CONDITION, 1);
  return find_pthread_cond_signal()(condition);
}

int pthread_cond_broadcast(pthread_cond_t *condition) {
  record(NOTIFIED, condition, CONDITION, 0);
  return find_pthread_cond_broadcast()(condition);
}

/* semaphores */

FORWARD(int, sem_init, (sem_t *, int, unsigned))
FORWARD(int, sem_wait, (sem_t *))
FORWARD(int, sem_trywait, (sem_t *))
FORWARD(int, sem_timedwait, (sem_t *, const struct timespec *))
FORWARD(int, sem_post, (sem_t *))

int sem_init(sem_t *semaphore, int shared, unsigned value) {
  int result = find_sem_init()(semaphore, shared, value);
  if (result == 0) record(DECLARED, semaphore, SEMAPHORE, value);
  return result;
}

typedef sem_t *(*sem_open_type)(const char *, int, ...);

sem_t *sem_open(const char *name, int flags, ...) {
  static sem_open_type real;
  va_list rest;
  int value = 0;
  if (!real) real = (sem_open_type)dlsym(RTLD_NEXT, "sem_open");
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  unsigned initial = flags & O_CREAT ? va_arg(rest, unsigned) : 0;
  va_end(rest);
  sem_t *semaphore = real(name, flags, mode, initial);
  if (semaphore != SEM_FAILED) {
    int (*get)(sem_t *, int *) = (int (*)(sem_t *, int *))dlsym(RTLD_NEXT, "sem_getvalue");
    if (get && get(semaphore, &value) == 0) record(DECLARED, semaphore, SEMAPHORE, value);
  }
  return semaphore;
}

int sem_wait(sem_t *semaphore) {
  if (find_sem_trywait()(semaphore) == 0) {
    record(ACQUIRED, semaphore, SEMAPHORE, CALLER);
    return 0;
  }
  record(REQUESTED, semaphore, SEMAPHORE, -1);
  int result = find_sem_wait()(semaphore);
  record(result == 0 ? ACQUIRED : TRY_FAILED, semaphore, SEMAPHORE, CALLER);
  return result;
}

int sem_trywait(sem_t *semaphore) {
  int result = find_sem_trywait()(semaphore);
  record(result == 0 ? TRIED : TRY_FAILED, semaphore, SEMAPHORE, CALLER);
  return result;
}

int sem_timedwait(sem_t *semaphore, const struct timespec *end) {
  if (find_sem_trywait()(semaphore) == 0) {
    record(TRIED, semaphore, SEMAPHORE, CALLER);
    return 0;
  }
  record(REQUESTED, semaphore, SEMAPHORE, until(CLOCK_REALTIME, end));
  int result = find_sem_timedwait()(semaphore, end);
  record(result == 0 ? ACQUIRED : errno == ETIMEDOUT ? TIMED_OUT : TRY_FAILED, semaphore, SEMAPHORE, CALLER);
  return result;
}

int sem_post(sem_t *semaphore) {
  record(RELEASED, semaphore, SEMAPHORE, CALLER);
  return find_sem_post()(semaphore);
}

/* barriers */

FORWARD(int, pthread_barrier_init, (pthread_barrier_t *, const pthread_barrierattr_t *, unsigned))
FORWARD(int, pthread_barrier_wait, (pthread_barrier_t *))

int pthread_barrier_init(pthread_barrier_t *barrier, const pthread_barrierattr_t *attributes, unsigned count) {
  int result = find_pthread_barrier_init()(barrier, attributes, count);
  if (result == 0) record(DECLARED, barrier, BARRIER, count);
  return result;
}

int pthread_barrier_wait(pthread_barrier_t *barrier) {
  record(ARRIVED, barrier, BARRIER, CALLER);
  int result = find_pthread_barrier_wait()(barrier);
  record(WOKEN, barrier, BARRIER, CALLER);
  return result;
}

/* threads: known to the reader by the system's number, to the program by the address of their descriptor */

FORWARD(int, pthread_create, (pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))
FORWARD(int, pthread_join, (pthread_t, void **))
FORWARD(int, pthread_timedjoin_np, (pthread_t, void **, const struct timespec *))

struct start {
  void *(*routine)(void *);
  void *argument;
  uint32_t parent;
};

static pthread_key_t last_words;
static int has_last_words;

static void ends(void *none) {
  (void)none;
  record(ENDED, (void *)pthread_self(), THREAD, 0);
  hand_back();
}

static void *begins(void *given) {
  struct start start = *(struct start *)given;
  free(given);
  record(DECLARED, (void *)pthread_self(), THREAD, start.parent);
  record(STARTED, (void *)start.routine, THREAD, start.parent);
  /* however it ends */
  if (has_last_words) pthread_setspecific(last_words, &last_words);
  return start.routine(start.argument);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*routine)(void *), void *argument) {
  struct start *start = store ? malloc(sizeof *start) : 0;
  if (!start) return find_pthread_create()(thread, attributes, routine, argument);
  if (!mine.thread) mine.thread = (uint32_t)syscall(SYS_gettid);
  start->routine = routine;
  start->argument = argument;
  start->parent = mine.thread;
  int result = find_pthread_create()(thread, attributes, begins, start);
  if (result != 0) free(start);
  return result;
}

int pthread_join(pthread_t thread, void **value) {
  record(JOIN_BEGAN, (void *)thread, THREAD, -1);
  int result = find_pthread_join()(thread, value);
  record(JOINED, (void *)thread, THREAD, result == 0);
  return result;
}

int pthread_timedjoin_np(pthread_t thread, void **value, const struct timespec *end) {
  record(JOIN_BEGAN, (void *)thread, THREAD, until(CLOCK_REALTIME, end));
  int result = find_pthread_timedjoin_np()(thread, value, end);
  record(JOINED, (void *)thread, THREAD, result == 0);
  return result;
}

__attribute__((constructor)) static void begin(void) {
  find_pthread_mutex_lock();
  find_pthread_mutex_trylock();
  find_pthread_mutex_unlock();
  open_store();
  if (!store) return;
  has_last_words = pthread_key_create(&last_words, ends) == 0;
  __register_atfork(0, 0, in_child, 0);
}
