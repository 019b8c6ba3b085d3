#include "CPostgres.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

// What is used of libpq, as its manual declares it; the interface of libpq.so.5 is stable.
static struct {
  void *(*connect)(const char *);
  int (*status)(void *);
  void (*reset)(void *);
  char *(*message)(void *);
  void (*finish)(void *);
  void *(*run)(void *, const char *, int, const uint32_t *, const char *const *, const int *, const int *, int);
  int (*result_status)(void *);
  char *(*touched)(void *);
  int (*rows)(void *);
  int (*columns)(void *);
  uint32_t (*type)(void *, int);
  int (*is_null)(void *, int, int);
  char *(*value)(void *, int, int);
  int (*length)(void *, int, int);
  void (*clear)(void *);
  void *(*set_notice_processor)(void *, void (*)(void *, const char *), void *);
  _Bool is_whole;
} library;

static void load(void) {
  void *file = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!file) return;
  library.is_whole = 1;
#define FIND(member, name)                                            \
  library.member = (__typeof__(library.member))dlsym(file, name);     \
  if (!library.member) library.is_whole = 0
  FIND(connect, "PQconnectdb");
  FIND(status, "PQstatus");
  FIND(reset, "PQreset");
  FIND(message, "PQerrorMessage");
  FIND(finish, "PQfinish");
  FIND(run, "PQexecParams");
  FIND(result_status, "PQresultStatus");
  FIND(touched, "PQcmdTuples");
  FIND(rows, "PQntuples");
  FIND(columns, "PQnfields");
  FIND(type, "PQftype");
  FIND(is_null, "PQgetisnull");
  FIND(value, "PQgetvalue");
  FIND(length, "PQgetlength");
  FIND(clear, "PQclear");
  FIND(set_notice_processor, "PQsetNoticeProcessor");
#undef FIND
}

// Notices such as "relation already exists, skipping" are no news.
static void ignore(void *context, const char *message) {
  (void)context;
  (void)message;
}

_Bool cpostgres_is_installed(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return library.is_whole;
}

cpostgres_connection *cpostgres_connect(const char *url) {
  if (!cpostgres_is_installed()) return NULL;
  void *connection = library.connect(url);
  if (connection) library.set_notice_processor(connection, ignore, NULL);
  return connection;
}

// CONNECTION_OK is 0; PGRES_COMMAND_OK is 1 and PGRES_TUPLES_OK is 2.
_Bool cpostgres_is_open(cpostgres_connection *connection) { return library.status(connection) == 0; }
void cpostgres_reset(cpostgres_connection *connection) { library.reset(connection); }
const char *cpostgres_message(cpostgres_connection *connection) { return library.message(connection); }
void cpostgres_close(cpostgres_connection *connection) { library.finish(connection); }

cpostgres_result *cpostgres_run(cpostgres_connection *connection, const char *sql, int count, const uint32_t *types,
                                const char *const *values, const int *lengths, const int *formats) {
  return library.run(connection, sql, count, types, values, lengths, formats, 1);
}

_Bool cpostgres_succeeded(cpostgres_result *result) {
  int status = result ? library.result_status(result) : 0;
  return status == 1 || status == 2;
}

const char *cpostgres_touched(cpostgres_result *result) { return library.touched(result); }
int cpostgres_rows(cpostgres_result *result) { return library.rows(result); }
int cpostgres_columns(cpostgres_result *result) { return library.columns(result); }
uint32_t cpostgres_type(cpostgres_result *result, int column) { return library.type(result, column); }
_Bool cpostgres_is_null(cpostgres_result *result, int row, int column) { return library.is_null(result, row, column); }
const char *cpostgres_value(cpostgres_result *result, int row, int column) { return library.value(result, row, column); }
int cpostgres_length(cpostgres_result *result, int row, int column) { return library.length(result, row, column); }
void cpostgres_clear(cpostgres_result *result) { if (result) library.clear(result); }
