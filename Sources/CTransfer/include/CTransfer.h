// Requests over HTTP by libcurl, which is loaded when the first one is made: a start that transfers nothing does not
// pay for it.
#ifndef CTRANSFER_H
#define CTRANSFER_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  const char *method;
  const char *url;
  // Lines such as "Range: bytes=5-", ended by NULL.
  const char *const *headers;
  // What is sent, or NULL.
  const uint8_t *body;
  size_t body_length;
  // A file of certificates to trust in place of the system's, or NULL.
  const char *certificates;
  const char *user_agent;
  long connect_seconds;
  // How long nothing may arrive.
  long stall_seconds;
  // Both return false to stop the transfer.
  _Bool (*on_header)(const uint8_t *bytes, size_t count, void *context);
  _Bool (*on_body)(const uint8_t *bytes, size_t count, void *context);
  void *context;
} ctransfer_request;

typedef struct {
  // The last status line's number, 0 if there was none.
  long status;
  // 0 if the whole answer arrived, 1 if a callback stopped it, 2 if the connection failed or broke.
  int outcome;
  char message[256];
} ctransfer_result;

// A connection that is kept open between requests, or NULL if libcurl is not installed; for one thread at a time.
void *ctransfer_open(void);
void ctransfer_perform(void *connection, const ctransfer_request *request, ctransfer_result *result);
void ctransfer_close(void *connection);

#endif
