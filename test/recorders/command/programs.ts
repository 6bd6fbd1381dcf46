/** C programs that are recorded as commands. */

/** Two threads that lock two mutexes in opposite order; the barrier makes sure that both have their first. */
export const deadlocked = `
#include <pthread.h>
static pthread_mutex_t lock_a = PTHREAD_MUTEX_INITIALIZER, lock_b = PTHREAD_MUTEX_INITIALIZER;
static pthread_barrier_t both;
static void take(pthread_mutex_t *first, pthread_mutex_t *second) {
  pthread_mutex_lock(first);
  pthread_barrier_wait(&both);
  pthread_mutex_lock(second);
}
static void *there(void *none) { take(&lock_a, &lock_b); return none; }
static void *back(void *none) { take(&lock_b, &lock_a); return none; }
int main(void) {
  pthread_t one, other;
  pthread_barrier_init(&both, 0, 2);
  pthread_create(&one, 0, there, 0);
  pthread_create(&other, 0, back, 0);
  pthread_join(one, 0);
  pthread_join(other, 0);
}`

/** Main spins for 0.3 s of its own time, beside a thread that sleeps, one that reads from a pipe and one that waits for a semaphore. */
export const fourStates = `
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>
static sem_t go;
static int ends[2];
static void *sleeper(void *none) { pthread_setname_np(pthread_self(), "sleeper"); struct timespec most = {10, 0}; nanosleep(&most, 0); return none; }
static void *reader(void *none) { pthread_setname_np(pthread_self(), "reader"); char byte; read(ends[0], &byte, 1); return none; }
static void *waiter(void *none) { pthread_setname_np(pthread_self(), "waiter"); sem_wait(&go); return none; }
int main(void) {
  pthread_t threads[3];
  pipe(ends);
  sem_init(&go, 0, 0);
  pthread_create(&threads[0], 0, sleeper, 0);
  pthread_create(&threads[1], 0, reader, 0);
  pthread_create(&threads[2], 0, waiter, 0);
  struct timespec used;
  do clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used); while (used.tv_nsec < 300000000 && used.tv_sec == 0);
  puts("done");
  return 3;
}`

/** A producer and a consumer with 50 values, two readers and a writer of 10 rounds each, forks, of which main tries for one at last, a barrier, and 30 threads that do next to nothing. */
export const everyLock = `
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>
static pthread_mutex_t store = PTHREAD_MUTEX_INITIALIZER, forks[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t book = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t gate;
static sem_t places;
static int values;
static void *producer(void *none) {
  pthread_barrier_wait(&gate);
  for (int i = 0; i < 50; i++) {
    sem_wait(&places);
    pthread_mutex_lock(&store);
    values++;
    pthread_cond_signal(&filled);
    pthread_mutex_unlock(&store);
  }
  return none;
}
static void *consumer(void *none) {
  pthread_barrier_wait(&gate);
  for (int i = 0; i < 50; i++) {
    pthread_mutex_lock(&store);
    while (values == 0) pthread_cond_wait(&filled, &store);
    values--;
    pthread_mutex_unlock(&store);
    sem_post(&places);
  }
  return none;
}
static void *reader(void *none) {
  for (int i = 0; i < 10; i++) {
    pthread_rwlock_rdlock(&book);
    usleep(500);
    pthread_rwlock_unlock(&book);
    pthread_mutex_lock(&forks[i % 2]);
    pthread_mutex_unlock(&forks[i % 2]);
  }
  return none;
}
static void *writer(void *none) {
  for (int i = 0; i < 10; i++) {
    pthread_rwlock_wrlock(&book);
    pthread_rwlock_unlock(&book);
    usleep(500);
  }
  return none;
}
static void *brief(void *none) { return none; }
int main(void) {
  void *(*routines[])(void *) = {producer, consumer, reader, reader, writer};
  pthread_t threads[5], one;
  sem_init(&places, 0, 2);
  pthread_barrier_init(&gate, 0, 2);
  for (int i = 0; i < 5; i++) pthread_create(&threads[i], 0, routines[i], 0);
  for (int i = 0; i < 30; i++) { pthread_create(&one, 0, brief, 0); pthread_join(one, 0); }
  for (int i = 0; i < 5; i++) pthread_join(threads[i], 0);
  return pthread_mutex_trylock(&forks[0]);
}`

/** A robust mutex whose owner ends with it, then rounds of waiting for a child and for a thread, one right after the other. */
export const robustAndChildren = `
#include <errno.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>
static pthread_mutex_t robust;
static void *dies(void *none) { pthread_mutex_lock(&robust); return none; }
static void *brief(void *none) { return none; }
int main(void) {
  pthread_mutexattr_t kind;
  pthread_t thread;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_setrobust(&kind, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&robust, &kind);
  pthread_create(&thread, 0, dies, 0);
  pthread_join(thread, 0);
  if (pthread_mutex_lock(&robust) != EOWNERDEAD) return 1;
  pthread_mutex_consistent(&robust);
  pthread_mutex_unlock(&robust);
  for (int round = 0; round < 20; round++) {
    pid_t child = fork();
    if (child == 0) { usleep(15000); _exit(0); }
    waitpid(child, 0, 0);
    pthread_create(&thread, 0, brief, 0);
    pthread_join(thread, 0);
  }
}`
