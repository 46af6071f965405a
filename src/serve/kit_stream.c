#include "kit_stream.h"

#include "answer.h"

#include <string.h>

enum { MAGIC = 0x4b495421 };

enum kind {
    KIND_HEAD,
    KIND_MADE,
    KIND_BYTES,
    KIND_DONE,
    KIND_FAILED,
    KINDS,
};

// What each tells; the bytes of the ZIP come in any number.
static const size_t sizes[KINDS] = {
    [KIND_HEAD] = sizeof(struct kit_head),
    [KIND_MADE] = sizeof(struct kit_made),
    [KIND_BYTES] = 0,
    [KIND_DONE] = 0,
    [KIND_FAILED] = sizeof(struct error),
};

static bool send_piece(const struct kit_sender *sender, enum kind kind,
                       const void *data, size_t size)
{
    const struct kit_piece piece = {
        .magic = MAGIC, .kind = (uint32_t)kind, .size = size};
    return sender->send(&piece, sizeof piece) &&
           (size == 0 || sender->send(data, size));
}

static bool send_head(void *context, const struct kit_head *head)
{
    return send_piece(context, KIND_HEAD, head, sizeof *head);
}

static bool send_made(void *context, const struct kit_file *file,
                      const double stage_ms[PRESS_STAGES])
{
    struct kit_made made = {.type = (int32_t)file->type};
    strcpy(made.format_id, file->format->id);
    memcpy(made.stage_ms, stage_ms, sizeof made.stage_ms);
    return send_piece(context, KIND_MADE, &made, sizeof made);
}

static bool send_bytes(void *context, struct bytes piece)
{
    return piece.size == 0 ||
           send_piece(context, KIND_BYTES, piece.data, piece.size);
}

struct kit_sink kit_stream_sink(struct kit_sender *sender)
{
    return (struct kit_sink){send_head, send_made, send_bytes, sender};
}

bool kit_stream_end(const struct kit_sender *sender, bool done,
                    const struct error *err)
{
    return done ? send_piece(sender, KIND_DONE, NULL, 0)
                : send_piece(sender, KIND_FAILED, err, sizeof *err);
}

// The sink's answer.
static bool wanted(struct kit_receiver *receiver, bool more)
{
    receiver->is_unwanted |= !more;
    return more;
}

static bool take_head(struct kit_receiver *receiver)
{
    const struct kit_head *head = &receiver->told.head;
    if (!answer_is_plain(head->name, sizeof head->name, "-_.") ||
        !*head->name ||
        !answer_is_plain(head->left_out, sizeof head->left_out, "-_, ") ||
        head->posters <= 0 || head->posters > KIT_FORMATS_MAX ||
        head->files < head->posters || head->files > 2 * KIT_FORMATS_MAX)
        return false;
    receiver->has_begun = true;
    return wanted(receiver,
                  receiver->sink->begin(receiver->sink->context, head));
}

static bool take_made(struct kit_receiver *receiver)
{
    struct kit_made *told = &receiver->told.made;
    if (!memchr(told->format_id, '\0', sizeof told->format_id) ||
        told->type < 0 || told->type >= POSTER_TYPES ||
        ++receiver->made > KIT_FORMATS_MAX)
        return false;
    const struct kit_file file = {
        .format = format_find(receiver->formats, told->format_id),
        .type = (enum poster_type)told->type};
    if (!file.format)
        return false;
    for (int i = 0; i < PRESS_STAGES; i++)
        told->stage_ms[i] = answer_trust_time(told->stage_ms[i]);
    return wanted(receiver, receiver->sink->made(receiver->sink->context, &file,
                                                 told->stage_ms));
}

// What may come next: a head before all else, nothing behind the end.
static bool is_in_turn(const struct kit_receiver *receiver)
{
    const struct kit_piece *piece = &receiver->piece;
    if (piece->magic != MAGIC || piece->kind >= KINDS || receiver->is_done ||
        receiver->err.kind != ERROR_NONE)
        return false;
    if (piece->kind == KIND_BYTES)
        return receiver->has_begun && piece->size > 0 &&
               piece->size <= receiver->bytes_max - receiver->bytes;
    return piece->size == sizes[piece->kind] &&
           (piece->kind == KIND_FAILED ||
            receiver->has_begun == (piece->kind != KIND_HEAD));
}

// The piece is there.
static bool end_piece(struct kit_receiver *receiver)
{
    const enum kind kind = (enum kind)receiver->piece.kind;
    receiver->piece_size = 0;
    receiver->taken = 0;
    switch (kind) {
    case KIND_HEAD:
        return take_head(receiver);
    case KIND_MADE:
        return take_made(receiver);
    case KIND_DONE:
        receiver->is_done = true;
        return true;
    case KIND_FAILED:
        answer_take_error(&receiver->told.error, &receiver->err);
        return true;
    case KIND_BYTES:
    case KINDS:
        break;
    }
    return true;
}

static size_t least(uint64_t a, uint64_t b)
{
    return (size_t)(a < b ? a : b);
}

// Takes what it can of the bytes for what comes before a piece.
static bool take_start(struct kit_receiver *receiver, struct bytes *bytes)
{
    const size_t size =
        least(sizeof receiver->piece - receiver->piece_size, bytes->size);
    memcpy((uint8_t *)&receiver->piece + receiver->piece_size, bytes->data,
           size);
    receiver->piece_size += size;
    bytes->data += size;
    bytes->size -= size;
    if (receiver->piece_size < sizeof receiver->piece)
        return true;
    if (!is_in_turn(receiver))
        return false;
    return receiver->piece.size > 0 || end_piece(receiver);
}

// Takes what it can of the bytes for the piece itself.
static bool take_rest(struct kit_receiver *receiver, struct bytes *bytes)
{
    const size_t size =
        least(receiver->piece.size - receiver->taken, bytes->size);
    const struct bytes part = {bytes->data, size};
    bytes->data += size;
    bytes->size -= size;
    if (receiver->piece.kind == KIND_BYTES) {
        receiver->bytes += size;
        if (!wanted(receiver,
                    receiver->sink->take(receiver->sink->context, part)))
            return false;
    } else {
        memcpy((uint8_t *)&receiver->told + receiver->taken, part.data, size);
    }
    receiver->taken += size;
    return receiver->taken < receiver->piece.size || end_piece(receiver);
}

bool kit_receiver_take(struct kit_receiver *receiver, struct bytes bytes)
{
    while (bytes.size > 0) {
        const bool is_start = receiver->piece_size < sizeof receiver->piece;
        if (!(is_start ? take_start(receiver, &bytes)
                       : take_rest(receiver, &bytes)))
            return false;
    }
    return true;
}

bool kit_receiver_finish(const struct kit_receiver *receiver, struct error *err)
{
    if (receiver->is_done)
        return true;
    if (receiver->err.kind == ERROR_NONE)
        return answer_refuse(err, "ended without an answer", 0);
    *err = receiver->err;
    return false;
}
