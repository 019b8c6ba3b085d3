// PostgreSQL by libpq, which is loaded when the first connection is made: a server on its own SQLite needs no libpq.
#ifndef CPOSTGRES_H
#define CPOSTGRES_H

#include <stdint.h>

typedef struct cpostgres_connection cpostgres_connection;
typedef struct cpostgres_result cpostgres_result;

// Whether libpq is installed.
_Bool cpostgres_is_installed(void);
// A connection, perhaps one that failed (see cpostgres_is_open); NULL without memory. For one thread at a time.
cpostgres_connection *cpostgres_connect(const char *url);
_Bool cpostgres_is_open(cpostgres_connection *connection);
void cpostgres_reset(cpostgres_connection *connection);
const char *cpostgres_message(cpostgres_connection *connection);
void cpostgres_close(cpostgres_connection *connection);

// Runs one statement. Types are object ids, formats 0 for text and 1 for binary; the result is binary.
cpostgres_result *cpostgres_run(cpostgres_connection *connection, const char *sql, int count, const uint32_t *types,
                                const char *const *values, const int *lengths, const int *formats);
_Bool cpostgres_succeeded(cpostgres_result *result);
// How many rows an INSERT, UPDATE or DELETE touched, in digits; empty for other statements.
const char *cpostgres_touched(cpostgres_result *result);
int cpostgres_rows(cpostgres_result *result);
int cpostgres_columns(cpostgres_result *result);
uint32_t cpostgres_type(cpostgres_result *result, int column);
_Bool cpostgres_is_null(cpostgres_result *result, int row, int column);
const char *cpostgres_value(cpostgres_result *result, int row, int column);
int cpostgres_length(cpostgres_result *result, int row, int column);
void cpostgres_clear(cpostgres_result *result);

#endif
