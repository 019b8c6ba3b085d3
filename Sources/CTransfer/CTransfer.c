#define CURL_DISABLE_TYPECHECK
#include "CTransfer.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

// curl.h defines macros of these names.
#undef curl_easy_setopt
#undef curl_easy_getinfo

static struct {
  __typeof__(&curl_global_init) global_init;
  __typeof__(&curl_easy_init) init;
  __typeof__(&curl_easy_reset) reset;
  __typeof__(&curl_easy_setopt) set;
  __typeof__(&curl_easy_perform) perform;
  __typeof__(&curl_easy_getinfo) get;
  __typeof__(&curl_easy_strerror) words;
  __typeof__(&curl_easy_cleanup) cleanup;
  __typeof__(&curl_slist_append) append;
  __typeof__(&curl_slist_free_all) free_all;
  int is_whole;
} library;

static void load(void) {
  void *file = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!file) return;
#define FIND(member, name) library.member = (__typeof__(library.member))dlsym(file, name)
  FIND(global_init, "curl_global_init");
  FIND(init, "curl_easy_init");
  FIND(reset, "curl_easy_reset");
  FIND(set, "curl_easy_setopt");
  FIND(perform, "curl_easy_perform");
  FIND(get, "curl_easy_getinfo");
  FIND(words, "curl_easy_strerror");
  FIND(cleanup, "curl_easy_cleanup");
  FIND(append, "curl_slist_append");
  FIND(free_all, "curl_slist_free_all");
#undef FIND
  library.is_whole = library.global_init && library.init && library.reset && library.set && library.perform &&
                     library.get && library.words && library.cleanup && library.append && library.free_all &&
                     library.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

void *ctransfer_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return library.is_whole ? library.init() : NULL;
}

void ctransfer_close(void *connection) { library.cleanup(connection); }

typedef struct {
  const ctransfer_request *request;
  int was_stopped;
} progress;

static size_t pass(_Bool (*to)(const uint8_t *, size_t, void *), char *bytes, size_t count, progress *progress) {
  if (to((const uint8_t *)bytes, count, progress->request->context)) return count;
  progress->was_stopped = 1;
  return 0;
}

static size_t on_header(char *bytes, size_t size, size_t count, void *context) {
  progress *at = context;
  return pass(at->request->on_header, bytes, size * count, at);
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
  progress *at = context;
  return pass(at->request->on_body, bytes, size * count, at);
}

void ctransfer_perform(void *connection, const ctransfer_request *request, ctransfer_result *result) {
  progress at = {request, 0};
  struct curl_slist *headers = NULL;
  // An empty Expect keeps curl from waiting for a permission to send that many servers never give.
  headers = library.append(headers, "Expect:");
  for (const char *const *header = request->headers; *header; header++)
    headers = library.append(headers, *header);

  library.reset(connection);
#define SET(option, value) library.set(connection, option, value)
  SET(CURLOPT_URL, request->url);
  SET(CURLOPT_PATH_AS_IS, 1L);
  SET(CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
  // A redirect would let whoever controls the network choose another host; it is reported, not followed.
  SET(CURLOPT_FOLLOWLOCATION, 0L);
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_USERAGENT, request->user_agent);
  SET(CURLOPT_HTTPHEADER, headers);
  SET(CURLOPT_CONNECTTIMEOUT, request->connect_seconds);
  SET(CURLOPT_LOW_SPEED_LIMIT, 1L);
  SET(CURLOPT_LOW_SPEED_TIME, request->stall_seconds);
  if (request->certificates) SET(CURLOPT_CAINFO, request->certificates);
  if (request->body) {
    SET(CURLOPT_POSTFIELDS, (const char *)request->body);
    SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length);
  }
  SET(CURLOPT_CUSTOMREQUEST, request->method);
  if (strcmp(request->method, "HEAD") == 0) SET(CURLOPT_NOBODY, 1L);
  SET(CURLOPT_HEADERFUNCTION, on_header);
  SET(CURLOPT_HEADERDATA, &at);
  SET(CURLOPT_WRITEFUNCTION, on_body);
  SET(CURLOPT_WRITEDATA, &at);
  char detail[CURL_ERROR_SIZE] = "";
  SET(CURLOPT_ERRORBUFFER, detail);
#undef SET

  CURLcode code = library.perform(connection);
  result->status = 0;
  library.get(connection, CURLINFO_RESPONSE_CODE, &result->status);
  result->outcome = code == CURLE_OK ? 0 : at.was_stopped ? 1 : 2;
  snprintf(result->message, sizeof result->message, "%s", detail[0] ? detail : library.words(code));
  library.free_all(headers);
}
