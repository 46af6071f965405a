// The recorder is here a thread of control of the test itself, or a child.
#include "serve/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_MS = 20000 };

static struct desk desk;

static int open_desk(void **state)
{
    struct error err = {0};
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    return desk_open(&desk, &err) ? 0 : -1;
}

static int close_desk(void **state)
{
    (void)state;
    desk_close(&desk);
    return 0;
}

static struct desk_letter an_answer(void)
{
    struct desk_letter letter = {.wish = DESK_ANSWER,
                                 .answer = {.receipt = 42,
                                            .day = 20261127,
                                            .kind = SURVEY_PARTNER,
                                            .rating_count = 2}};
    strcpy(letter.answer.partner_id, "school");
    strcpy(letter.answer.ratings[0].question_id, "easy");
    letter.answer.ratings[0].value = 5;
    strcpy(letter.answer.ratings[1].question_id, "nice");
    letter.answer.ratings[1].value = 1;
    strcpy(letter.answer.remark, "Heel fijn");
    return letter;
}

static struct desk_letter a_report(void)
{
    struct desk_letter letter = {
        .wish = DESK_REPORT,
        .report = {.claim = {.from = 20261101, .to = 20261130},
                   .language = LANGUAGE_FR,
                   .format = REPORT_PDF}};
    return letter;
}

// Waits for a letter.
static void take(struct desk_letter *letter, int *answer_fd)
{
    while (!desk_take(&desk, letter, answer_fd))
        usleep(200);
}

// Answers one letter, in a child, as `serve` does.
static pid_t fork_recorder(void (*serve)(const struct desk_letter *, int))
{
    struct desk_letter letter;
    int answer_fd;
    const pid_t pid = fork();
    if (pid != 0)
        return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    take(&letter, &answer_fd);
    serve(&letter, answer_fd);
    _exit(0);
}

static void is_done(pid_t pid)
{
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static void serve_answer(const struct desk_letter *letter, int answer_fd)
{
    const struct desk_letter right = an_answer();
    const bool same =
        memcmp(&letter->answer, &right.answer, sizeof right.answer) == 0;
    desk_reply(answer_fd, same ? DESK_DONE : DESK_REFUSED, (struct bytes){0});
}

static void an_answer_is_acknowledged(void **state)
{
    (void)state;
    struct buffer body = {0};
    const struct desk_letter letter = an_answer();
    const pid_t pid = fork_recorder(serve_answer);
    assert_int_equal(desk_ask(&desk, &letter, PATIENCE_MS, &body), DESK_DONE);
    assert_int_equal(body.size, 0);
    is_done(pid);
}

enum { REPORT_SIZE = 300 * 1000 }; // more than a pipe holds

static void serve_report(const struct desk_letter *letter, int answer_fd)
{
    static uint8_t bytes[REPORT_SIZE];
    memset(bytes, letter->report.language == LANGUAGE_FR ? 'f' : '?',
           sizeof bytes);
    desk_reply(answer_fd, DESK_DONE, (struct bytes){bytes, sizeof bytes});
}

static void a_report_comes_whole(void **state)
{
    (void)state;
    struct buffer body = {0};
    const struct desk_letter letter = a_report();
    assert_true(buffer_append_text(&body, "before"));
    const pid_t pid = fork_recorder(serve_report);
    assert_int_equal(desk_ask(&desk, &letter, PATIENCE_MS, &body), DESK_DONE);
    assert_int_equal(body.size, 6 + REPORT_SIZE);
    assert_int_equal(body.data[5 + REPORT_SIZE], 'f');
    buffer_finish(&body);
    is_done(pid);
}

// Piece by piece, as who must not wait hears it.
static void a_report_is_heard_in_pieces(void **state)
{
    (void)state;
    struct buffer heard = {0};
    enum desk_result result = DESK_AWAY;
    int pieces = 1;
    const struct desk_letter letter = a_report();
    const pid_t pid = fork_recorder(serve_report);
    const int fd = desk_begin(&desk, &letter);
    assert_true(fd >= 0);
    while (!desk_hear(fd, &heard, &result))
        pieces++;
    close(fd);
    assert_int_equal(result, DESK_DONE);
    assert_int_equal(heard.size, REPORT_SIZE);
    assert_int_equal(heard.data[0], 'f');
    assert_int_equal(heard.data[REPORT_SIZE - 1], 'f');
    assert_true(pieces > 1);
    buffer_finish(&heard);
    is_done(pid);
}

static void serve_half(const struct desk_letter *letter, int answer_fd)
{
    (void)letter;
    int ends[2];
    char bytes[60];
    if (pipe2(ends, O_CLOEXEC) != 0)
        _exit(1);
    desk_reply(ends[1], DESK_DONE, (struct bytes){(uint8_t *)bytes, 60});
    if (read(ends[0], bytes, 60) != 60 || write(answer_fd, bytes, 60) != 60)
        _exit(1);
}

static void half_an_answer_is_none(void **state)
{
    (void)state;
    struct buffer heard = {0};
    enum desk_result result = DESK_DONE;
    const struct desk_letter letter = an_answer();
    const pid_t pid = fork_recorder(serve_half);
    const int fd = desk_begin(&desk, &letter);
    while (!desk_hear(fd, &heard, &result))
        continue;
    close(fd);
    assert_int_equal(result, DESK_AWAY);
    buffer_finish(&heard);
    is_done(pid);
    desk_close_ask(&desk);
    assert_int_equal(desk_begin(&desk, &letter), -1);
    assert_int_equal(desk_begin(NULL, &letter), -1);
}

static void a_recorder_that_ends_is_away_at_once(void **state)
{
    (void)state;
    struct buffer body = {0};
    const struct desk_letter letter = a_report();
    assert_true(buffer_append_text(&body, "before"));
    const pid_t pid = fork_recorder(serve_half);
    assert_int_equal(desk_ask(&desk, &letter, PATIENCE_MS, &body), DESK_AWAY);
    assert_int_equal(body.size, 6);
    buffer_finish(&body);
    is_done(pid);
}

static void serve_refusal(const struct desk_letter *letter, int answer_fd)
{
    (void)letter;
    desk_reply(answer_fd, DESK_REFUSED, (struct bytes){0});
}

static void a_refusal_is_heard(void **state)
{
    (void)state;
    struct buffer body = {0};
    struct desk_letter letter = a_report();
    letter.wish = DESK_PARTNER_REPORT;
    const pid_t pid = fork_recorder(serve_refusal);
    assert_int_equal(desk_ask(&desk, &letter, PATIENCE_MS, &body),
                     DESK_REFUSED);
    is_done(pid);
}

static void without_a_recorder_patience_ends(void **state)
{
    (void)state;
    struct buffer body = {0};
    const struct desk_letter letter = an_answer();
    struct desk_letter taken;
    int answer_fd;
    assert_int_equal(desk_ask(&desk, &letter, 10, &body), DESK_AWAY);
    // The next recorder finds it, and that nobody waits.
    assert_true(desk_take(&desk, &taken, &answer_fd));
    assert_false(desk_is_awaited(answer_fd));
    assert_false(desk_reply(answer_fd, DESK_DONE, (struct bytes){0}));
    assert_false(desk_take(&desk, &taken, &answer_fd));
    assert_int_equal(desk_ask(NULL, &letter, 10, &body), DESK_AWAY);
}

static void who_waits_is_known(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_true(desk_is_awaited(ends[1]));
    close(ends[0]);
    assert_false(desk_is_awaited(ends[1]));
    close(ends[1]);
}

static void a_desk_that_is_full_keeps_nobody_waiting(void **state)
{
    (void)state;
    struct buffer body = {0};
    const struct desk_letter letter = an_answer();
    struct desk_letter taken;
    int answer_fd;
    int count = 0;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(desk_ask(&desk, &letter, 0, &body), DESK_AWAY);
    while (desk_take(&desk, &taken, &answer_fd)) {
        close(answer_fd);
        count++;
    }
    assert_in_range(count, 5, 999);
}

// What makes a letter one that is not to be believed.
static void no_wish(struct desk_letter *letter)
{
    letter->wish = (enum desk_wish)99;
}

static void endless_partner(struct desk_letter *letter)
{
    memset(letter->answer.partner_id, 'x', sizeof letter->answer.partner_id);
}

static void endless_remark(struct desk_letter *letter)
{
    memset(letter->answer.remark, 'x', sizeof letter->answer.remark);
}

static void no_kind(struct desk_letter *letter)
{
    letter->answer.kind = -1;
}

static void many_ratings(struct desk_letter *letter)
{
    letter->answer.rating_count = SURVEY_QUESTIONS_MAX + 1;
}

static void high_rating(struct desk_letter *letter)
{
    letter->answer.ratings[1].value = 6;
}

static void no_format(struct desk_letter *letter)
{
    *letter = a_report();
    letter->report.format = REPORT_FORMATS;
}

static void no_language(struct desk_letter *letter)
{
    *letter = a_report();
    letter->report.language = (enum language) - 1;
}

static void no_day(struct desk_letter *letter)
{
    *letter = a_report();
    letter->report.claim.to = 20261131;
}

static void endless_signature(struct desk_letter *letter)
{
    *letter = a_report();
    memset(letter->report.signature, 'a', sizeof letter->report.signature);
}

static void nonsense_is_passed_over(void **state)
{
    (void)state;
    void (*const spoil[])(struct desk_letter *) = {
        no_wish,      endless_partner,  endless_remark, no_kind,
        many_ratings, high_rating,      no_format,      no_language,
        no_day,       endless_signature};
    struct buffer body = {0};
    struct desk_letter taken;
    int answer_fd;
    for (size_t i = 0; i < sizeof spoil / sizeof *spoil; i++) {
        struct desk_letter letter = an_answer();
        spoil[i](&letter);
        assert_int_equal(desk_ask(&desk, &letter, 0, &body), DESK_AWAY);
        assert_false(desk_take(&desk, &taken, &answer_fd));
    }
    // Neither are letters of another length, or without a way back.
    const struct desk_letter right = an_answer();
    assert_int_equal(send(desk.ask_fd, &right, sizeof right, 0), sizeof right);
    assert_int_equal(send(desk.ask_fd, "x", 1, 0), 1);
    assert_int_equal(desk_ask(&desk, &right, 0, &body), DESK_AWAY);
    assert_true(desk_take(&desk, &taken, &answer_fd));
    close(answer_fd);
}

// Sends a letter of `size` bytes with both ends of a pipe.
static void send_two(const void *letter, size_t size)
{
    int ends[2];
    union {
        char bytes[CMSG_SPACE(sizeof ends)];
        struct cmsghdr header;
    } carrier = {{0}};
    struct iovec part = {(void *)letter, size};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = carrier.bytes,
                             .msg_controllen = CMSG_LEN(sizeof ends)};
    assert_int_equal(pipe(ends), 0);
    carrier.header.cmsg_level = SOL_SOCKET;
    carrier.header.cmsg_type = SCM_RIGHTS;
    carrier.header.cmsg_len = CMSG_LEN(sizeof ends);
    memcpy(CMSG_DATA(&carrier.header), ends, sizeof ends);
    assert_int_equal(sendmsg(desk.ask_fd, &message, 0), size);
    close(ends[0]);
    close(ends[1]);
}

static int next_descriptor(void)
{
    const int fd = dup(desk.ask_fd);
    close(fd);
    return fd;
}

static void what_comes_along_too_many_stays_out(void **state)
{
    (void)state;
    const struct desk_letter right = an_answer();
    const int before = next_descriptor();
    struct desk_letter taken;
    int answer_fd;
    for (int i = 0; i < 10; i++) {
        send_two(&right, sizeof right);
        send_two("", 0);
        assert_false(desk_take(&desk, &taken, &answer_fd));
    }
    assert_int_equal(next_descriptor(), before);
}

static void a_full_pipe_keeps_no_recorder_waiting(void **state)
{
    (void)state;
    int ends[2];
    const char byte = 0;
    assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
    while (write(ends[1], &byte, 1) == 1)
        continue;
    assert_int_equal(fcntl(ends[1], F_SETFL, 0), 0);
    assert_false(desk_reply(ends[1], DESK_AWAY, (struct bytes){0}));
    close(ends[0]);
}

#define AT_DESK(test)                                                          \
    cmocka_unit_test_setup_teardown(test, open_desk, close_desk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_DESK(an_answer_is_acknowledged),
        AT_DESK(a_report_comes_whole),
        AT_DESK(a_report_is_heard_in_pieces),
        AT_DESK(half_an_answer_is_none),
        AT_DESK(a_recorder_that_ends_is_away_at_once),
        AT_DESK(a_refusal_is_heard),
        AT_DESK(without_a_recorder_patience_ends),
        AT_DESK(who_waits_is_known),
        AT_DESK(a_desk_that_is_full_keeps_nobody_waiting),
        AT_DESK(nonsense_is_passed_over),
        AT_DESK(what_comes_along_too_many_stays_out),
        AT_DESK(a_full_pipe_keeps_no_recorder_waiting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
