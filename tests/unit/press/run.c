#include "run.h"

#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { ARGUMENTS_MAX = 32 };

static int open_file(const char *path, int flags)
{
    const int fd = open(path, flags | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    return fd;
}

int run_command(struct run *run, const char *const arguments[])
{
    const char *argv[ARGUMENTS_MAX] = {BUILD_DIR "/postertool"};
    const char *out = run->out ? run->out : folder_path("out");
    int status;
    for (int i = 0; i + 2 < ARGUMENTS_MAX && arguments[i]; i++)
        argv[i + 1] = arguments[i];
    const int in = run->in ? run->in : open_file("/dev/null", O_RDONLY);
    const int to = open_file(out, O_WRONLY | O_CREAT | O_TRUNC);
    const int err = open_file(folder_path("err"), O_WRONLY | O_CREAT | O_TRUNC);
    const pid_t child = fork();
    if (child == 0) {
        umask(run->mask);
        dup2(in, STDIN_FILENO);
        dup2(to, STDOUT_FILENO);
        dup2(err, STDERR_FILENO);
        execv(argv[0], (char *const *)argv);
        _exit(99);
    }
    close(in);
    close(to);
    close(err);
    while (waitpid(child, &status, 0) < 0)
        assert_int_equal(errno, EINTR);
    run_finish(run);
    if (!run->out)
        assert_true(buffer_append_file(&run->printed, out, 100000000));
    assert_true(buffer_append_file(&run->told, folder_path("err"), 100000));
    assert_true(buffer_append(&run->told, "", 1));
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

void run_finish(struct run *run)
{
    buffer_finish(&run->printed);
    buffer_finish(&run->told);
}
