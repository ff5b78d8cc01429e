/* The core as the shell sees it. This comment is the whole contract.
 *
 * The core is a deterministic program without clock, network or randomness. It is told what
 * happened (events) and says what is to be done (effects); both are frames: a u32 little-endian
 * header length, a header (CBOR map, see ../port/MESSAGES.md), then raw bytes. Several cores may
 * live side by side, each behind its own handle; handles are small positive integers.
 *
 *   stadtkern_words(p, n)              the words of a language (web/texts), for all cores of this
 * program; before the first event of a page in it. Returns 0; 1 where they are those of another
 * build (nothing changed then).
 *   stadtkern_alloc(size)              room for `size` bytes in the core's memory; 0 when there is
 * none. The caller fills it. stadtkern_free(pointer)            gives it back. Whatever the shell
 * allocated the shell frees. stadtkern_create(flags)            a new core; flags: 1 = storage
 * effects go to the shell (no IndexedDB here). Returns its handle. stadtkern_destroy(handle)
 * forgets it. Answers that still arrive from IndexedDB are dropped. stadtkern_dispatch(handle, p,
 * n)   takes one event. Effects come out through emit before it returns. Returns 0; 1 for an
 *                                      unknown handle, 2 for a frame that cannot be decoded
 * (nothing changed then). stadtkern_view(handle, surface)    renders a surface; 0 = the page, 1 =
 * the page as pre-rendering writes it (slots empty). Returns the length of the UTF-8 markup, which
 * lies at stadtkern_view_data(handle) until the next call with this handle.
 *   stadtkern_view_data(handle)        see there.
 *
 * One import, env.stadtkern_emit(handle, p, n): one effect frame, valid only during the call: copy
 * it. It may be called during dispatch and, later, from an IndexedDB callback; it must not call
 * back into the core (queue events instead).
 *
 * The citizens' program is two modules in a browser (split/): the exports are those of the first.
 *
 * Memory may grow in any call: take views of it afterwards, never before. Not thread-safe;
 * everything happens on one thread.
 */
#ifndef STADTKERN_H
#define STADTKERN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

void* stadtkern_alloc(size_t size);
void stadtkern_free(void* pointer);
int32_t stadtkern_words(const char* words, size_t size);
int32_t stadtkern_create(uint32_t flags);
void stadtkern_destroy(int32_t handle);
int32_t stadtkern_dispatch(int32_t handle, const uint8_t* frame, size_t size);
size_t stadtkern_view(int32_t handle, uint32_t surface);
const char* stadtkern_view_data(int32_t handle);

/* Provided by the shell. */
void stadtkern_emit(int32_t handle, const uint8_t* frame, size_t size);

#ifdef __cplusplus
}
#endif
#endif
