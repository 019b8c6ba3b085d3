// Preloaded into a program, it counts every operation that changes a file or folder under $CRASH_FOLDER and lets the
// $CRASH_AT-th one go wrong in the way of $CRASH_MODE:
//   kill   the process dies before it
//   torn   the process dies in the middle of it, if it is a write
//   full   the disk is full from then on
//   error  the device reports an error, once
//   power  the power fails: of what was not yet synchronised, a random half ($CRASH_SEED) is lost, and the process dies
// At a regular end the number of operations is written to $CRASH_COUNT.
//
// The power failure is modelled harshly: writes are durable after fsync of their file; renames, new links and new
// folders after fsync of the folder that they are in. Everything else may be undone in any combination.
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static const char *folder;
static const char *mode = "";
static long fatal = -1, count;
static int inside;  // Set while this file does its own work, which is not counted.
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

// What a power failure may undo, the latest first.
struct change {
  enum { WRITE, NAME, FOLDER } kind;
  dev_t device;  // WRITE: of the file; else of the folder that holds the name.
  ino_t node;
  int file;
  off_t offset, size;  // WRITE: where, and how long the file was.
  size_t length;
  char *bytes;  // WRITE: what stood there.
  char from[PATH_MAX], to[PATH_MAX], kept[PATH_MAX];
  struct change *older;
};
static struct change *changes;

static int is_power(void) { return mode[0] == 'p'; }

static struct change *remember(int kind, const struct stat *owner) {
  struct change *change = calloc(1, sizeof *change);
  change->kind = kind;
  change->device = owner->st_dev;
  change->node = owner->st_ino;
  change->older = changes;
  changes = change;
  return change;
}

static void remember_write(int file, size_t length, off_t offset) {
  struct stat state;
  if (!is_power() || fstat(file, &state)) return;
  struct change *change = remember(WRITE, &state);
  change->size = state.st_size;
  change->offset = offset >= 0 ? offset : lseek(file, 0, SEEK_CUR);
  change->length = length;
  change->bytes = calloc(1, length + 1);
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  change->file = open(path, O_RDWR | O_CLOEXEC);
  if (pread(change->file, change->bytes, length, change->offset) < 0) change->size = 0;
}

static int parent_of(const char *path, struct stat *state) {
  char copy[PATH_MAX];
  snprintf(copy, sizeof copy, "%s", path);
  return stat(dirname(copy), state);
}

static void remember_name(int kind, const char *from, const char *to) {
  static int number;
  struct stat state;
  if (!is_power() || parent_of(to, &state)) return;
  struct change *change = remember(kind, &state);
  snprintf(change->from, PATH_MAX, "%s", from ? from : "");
  snprintf(change->to, PATH_MAX, "%s", to);
  snprintf(change->kept, PATH_MAX, "%s.undo.%d", folder, ++number);
  // A second name keeps what the first one stood for.
  if (kind == FOLDER || linkat(AT_FDCWD, to, AT_FDCWD, change->kept, 0)) change->kept[0] = 0;
}

static void forget(int file) {
  struct stat state;
  if (!is_power() || fstat(file, &state)) return;
  for (struct change **place = &changes; *place;) {
    struct change *change = *place;
    if (change->device != state.st_dev || change->node != state.st_ino) {
      place = &change->older;
      continue;
    }
    *place = change->older;
    if (change->kind == WRITE) close(change->file);
    if (change->kept[0]) unlink(change->kept);
    free(change->bytes);
    free(change);
  }
}

static void undo(const struct change *change) {
  struct stat state;
  if (change->kind == FOLDER) {
    char lost[PATH_MAX];
    snprintf(lost, sizeof lost, "%s.lost.%ld", folder, (long)change->node);
    rename(change->to, lost);
  } else if (change->kind == NAME) {
    if (change->from[0]) rename(change->to, change->from); else unlink(change->to);
    if (change->kept[0]) rename(change->kept, change->to);
  } else if (!fstat(change->file, &state)) {
    off_t end = change->offset + (off_t)change->length;
    if (pwrite(change->file, change->bytes, change->length, change->offset) < 0) return;
    if (end >= state.st_size && change->size < state.st_size && ftruncate(change->file, change->size)) return;
  }
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static void lose_power(void) {
  const char *seed_text = getenv("CRASH_SEED");
  unsigned seed = (seed_text ? (unsigned)atoi(seed_text) : 1) * 7919u + (unsigned)fatal;
  for (struct change *change = changes; change; change = change->older)
    if (rand_r(&seed) & 1) undo(change);
  die();
}

static void finish(void) {
  inside = 1;
  if (is_power() && fatal == count + 1) lose_power();
  const char *path = getenv("CRASH_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld\n", count);
  fclose(file);
}

__attribute__((constructor)) static void start(void) {
  folder = getenv("CRASH_FOLDER");
  if (!folder) return;
  if (getenv("CRASH_MODE")) mode = getenv("CRASH_MODE");
  if (getenv("CRASH_AT")) fatal = atol(getenv("CRASH_AT"));
  atexit(finish);
}

static int is_watched(const char *path) {
  return folder && !inside && path && !strncmp(path, folder, strlen(folder)) && path[strlen(folder)] == '/';
}

static int is_watched_file(int file) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = folder && !inside ? readlink(link, path, sizeof path - 1) : -1;
  if (length < 0) return 0;
  path[length] = 0;
  return is_watched(path);
}

enum { GO_ON, TEAR, FAIL };

static int step(int takes_space) {
  long number = ++count;
  if (fatal < 0 || number < fatal) return GO_ON;
  if (!strcmp(mode, "full")) {
    if (!takes_space) return GO_ON;
    errno = ENOSPC;
    return FAIL;
  }
  if (number > fatal) return GO_ON;
  if (!strcmp(mode, "error")) {
    errno = EIO;
    return FAIL;
  }
  inside = 1;
  if (is_power()) lose_power();
  if (!strcmp(mode, "torn")) return TEAR;
  die();
  return FAIL;
}

// Runs `act` between counting and, where it worked, remembering.
#define GUARDED(watched, takes_space, torn, before, after, act) \
  pthread_mutex_lock(&lock); \
  if (watched) { \
    int next = step(takes_space); \
    if (next == TEAR) { torn; die(); } \
    if (next == FAIL) { pthread_mutex_unlock(&lock); return -1; } \
    inside = 1; before; inside = 0; \
    __typeof__(act) result = act; \
    int code = errno; \
    inside = 1; if (result >= 0) { after; } inside = 0; \
    errno = code; \
    pthread_mutex_unlock(&lock); \
    return result; \
  } \
  pthread_mutex_unlock(&lock); \
  return act

#define NOTHING (void)0

ssize_t write(int file, const void *bytes, size_t length) {
  REAL(write);
  GUARDED(is_watched_file(file), 1, (void)!real(file, bytes, length / 2), remember_write(file, length, -1), NOTHING,
          real(file, bytes, length));
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) {
  REAL(pwrite64);
  GUARDED(is_watched_file(file), 1, (void)!real(file, bytes, length / 2, offset),
          remember_write(file, length, offset), NOTHING, real(file, bytes, length, offset));
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) { return pwrite64(file, bytes, length, offset); }

int fsync(int file) {
  REAL(fsync);
  GUARDED(is_watched_file(file), 1, NOTHING, NOTHING, forget(file), real(file));
}

int fdatasync(int file) {
  REAL(fdatasync);
  GUARDED(is_watched_file(file), 1, NOTHING, NOTHING, forget(file), real(file));
}

int ftruncate64(int file, off64_t length) {
  REAL(ftruncate64);
  GUARDED(is_watched_file(file), 1, NOTHING, NOTHING, NOTHING, real(file, length));
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int rename(const char *from, const char *to) {
  REAL(rename);
  GUARDED(is_watched(to), 1, NOTHING, remember_name(NAME, from, to), NOTHING, real(from, to));
}

int symlink(const char *target, const char *path) {
  REAL(symlink);
  GUARDED(is_watched(path), 1, NOTHING, remember_name(NAME, NULL, path), NOTHING, real(target, path));
}

int link(const char *from, const char *to) {
  REAL(link);
  GUARDED(is_watched(to), 1, NOTHING, remember_name(NAME, NULL, to), NOTHING, real(from, to));
}

int mkdir(const char *path, mode_t rights) {
  REAL(mkdir);
  GUARDED(is_watched(path), 1, NOTHING, NOTHING, remember_name(FOLDER, NULL, path), real(path, rights));
}

int unlink(const char *path) {
  REAL(unlink);
  GUARDED(is_watched(path), 0, NOTHING, NOTHING, NOTHING, real(path));
}

int unlinkat(int where, const char *path, int flags) {
  REAL(unlinkat);
  GUARDED(is_watched(path) || is_watched_file(where), 0, NOTHING, NOTHING, NOTHING, real(where, path, flags));
}

int rmdir(const char *path) {
  REAL(rmdir);
  GUARDED(is_watched(path), 0, NOTHING, NOTHING, NOTHING, real(path));
}

static int opened(__typeof__(&open) real, const char *path, int flags, mode_t rights) {
  GUARDED(is_watched(path) && flags & (O_CREAT | O_TRUNC), 1, NOTHING, NOTHING, NOTHING, real(path, flags, rights));
}

int open(const char *path, int flags, ...) {
  REAL(open);
  va_list rest;
  va_start(rest, flags);
  mode_t rights = va_arg(rest, mode_t);
  va_end(rest);
  return opened(real, path, flags, rights);
}

int open64(const char *path, int flags, ...) {
  REAL(open64);
  va_list rest;
  va_start(rest, flags);
  mode_t rights = va_arg(rest, mode_t);
  va_end(rest);
  return opened(real, path, flags, rights);
}
