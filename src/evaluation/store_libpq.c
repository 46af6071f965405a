// libpq, loaded when a PostgreSQL is named and not before: it brings a dozen
// libraries of its own, which would make every start of the program a quarter
// slower and lie in every worker. Each function here is that of libpq; the one
// behind it is found by its name.
#include "store_parts.h"

#include <dlfcn.h>
#include <libpq-fe.h>

static void (*late_PQclear)(PGresult *result);
static char *(*late_PQcmdTuples)(PGresult *result);
static PGconn *(*late_PQconnectdbParams)(const char *const *keywords,
                                         const char *const *values, int expand);
static void (*late_PQconninfoFree)(PQconninfoOption *options);
static PQconninfoOption *(*late_PQconninfoParse)(const char *uri, char **why);
static int (*late_PQconsumeInput)(PGconn *connection);
static char *(*late_PQerrorMessage)(const PGconn *connection);
static void (*late_PQfinish)(PGconn *connection);
static int (*late_PQflush)(PGconn *connection);
static PGresult *(*late_PQgetResult)(PGconn *connection);
static char *(*late_PQgetvalue)(const PGresult *result, int row, int column);
static int (*late_PQisBusy)(PGconn *connection);
static int (*late_PQnfields)(const PGresult *result);
static int (*late_PQntuples)(const PGresult *result);
static char *(*late_PQresultErrorField)(const PGresult *result, int field);
static ExecStatusType (*late_PQresultStatus)(const PGresult *result);
static int (*late_PQsendPrepare)(PGconn *connection, const char *name,
                                 const char *sql, int count, const Oid *types);
static int (*late_PQsendQuery)(PGconn *connection, const char *sql);
static int (*late_PQsendQueryPrepared)(PGconn *connection, const char *name,
                                       int count, const char *const *values,
                                       const int *lengths, const int *formats,
                                       int result_format);
static PQnoticeProcessor (*late_PQsetNoticeProcessor)(
    PGconn *connection, PQnoticeProcessor processor, void *context);
static int (*late_PQsetSingleRowMode)(PGconn *connection);
static int (*late_PQsetnonblocking)(PGconn *connection, int yes);
static int (*late_PQsocket)(const PGconn *connection);
static ConnStatusType (*late_PQstatus)(const PGconn *connection);
static PGTransactionStatusType (*late_PQtransactionStatus)(
    const PGconn *connection);

static const struct {
    const char *name;
    void *place;
} functions[] = {
    {"PQclear", &late_PQclear},
    {"PQcmdTuples", &late_PQcmdTuples},
    {"PQconnectdbParams", &late_PQconnectdbParams},
    {"PQconninfoFree", &late_PQconninfoFree},
    {"PQconninfoParse", &late_PQconninfoParse},
    {"PQconsumeInput", &late_PQconsumeInput},
    {"PQerrorMessage", &late_PQerrorMessage},
    {"PQfinish", &late_PQfinish},
    {"PQflush", &late_PQflush},
    {"PQgetResult", &late_PQgetResult},
    {"PQgetvalue", &late_PQgetvalue},
    {"PQisBusy", &late_PQisBusy},
    {"PQnfields", &late_PQnfields},
    {"PQntuples", &late_PQntuples},
    {"PQresultErrorField", &late_PQresultErrorField},
    {"PQresultStatus", &late_PQresultStatus},
    {"PQsendPrepare", &late_PQsendPrepare},
    {"PQsendQuery", &late_PQsendQuery},
    {"PQsendQueryPrepared", &late_PQsendQueryPrepared},
    {"PQsetNoticeProcessor", &late_PQsetNoticeProcessor},
    {"PQsetSingleRowMode", &late_PQsetSingleRowMode},
    {"PQsetnonblocking", &late_PQsetnonblocking},
    {"PQsocket", &late_PQsocket},
    {"PQstatus", &late_PQstatus},
    {"PQtransactionStatus", &late_PQtransactionStatus},
};

bool store_libpq_load(struct error *err)
{
    static void *library;
    if (library)
        return true;
    void *opened = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (!opened)
        return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                "PostgreSQL's library cannot be loaded; "
                                "install Debian's package libpq5 (%s)",
                                dlerror());
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        // POSIX has a pointer to data stand for one to a function here.
        *(void **)functions[i].place = dlsym(opened, functions[i].name);
        if (!*(void **)functions[i].place)
            return error_set_detail(err, ERROR_SYSTEM, MESSAGE_SYSTEM,
                                    "PostgreSQL's library has no %s",
                                    functions[i].name);
    }
    library = opened;
    return true;
}

void PQclear(PGresult *result)
{
    late_PQclear(result);
}

char *PQcmdTuples(PGresult *result)
{
    return late_PQcmdTuples(result);
}

PGconn *PQconnectdbParams(const char *const *keywords,
                          const char *const *values, int expand)
{
    return late_PQconnectdbParams(keywords, values, expand);
}

void PQconninfoFree(PQconninfoOption *options)
{
    late_PQconninfoFree(options);
}

PQconninfoOption *PQconninfoParse(const char *uri, char **why)
{
    return late_PQconninfoParse(uri, why);
}

int PQconsumeInput(PGconn *connection)
{
    return late_PQconsumeInput(connection);
}

char *PQerrorMessage(const PGconn *connection)
{
    return late_PQerrorMessage(connection);
}

void PQfinish(PGconn *connection)
{
    late_PQfinish(connection);
}

int PQflush(PGconn *connection)
{
    return late_PQflush(connection);
}

PGresult *PQgetResult(PGconn *connection)
{
    return late_PQgetResult(connection);
}

char *PQgetvalue(const PGresult *result, int row, int column)
{
    return late_PQgetvalue(result, row, column);
}

int PQisBusy(PGconn *connection)
{
    return late_PQisBusy(connection);
}

int PQnfields(const PGresult *result)
{
    return late_PQnfields(result);
}

int PQntuples(const PGresult *result)
{
    return late_PQntuples(result);
}

char *PQresultErrorField(const PGresult *result, int field)
{
    return late_PQresultErrorField(result, field);
}

ExecStatusType PQresultStatus(const PGresult *result)
{
    return late_PQresultStatus(result);
}

int PQsendPrepare(PGconn *connection, const char *name, const char *sql,
                  int count, const Oid *types)
{
    return late_PQsendPrepare(connection, name, sql, count, types);
}

int PQsendQuery(PGconn *connection, const char *sql)
{
    return late_PQsendQuery(connection, sql);
}

int PQsendQueryPrepared(PGconn *connection, const char *name, int count,
                        const char *const *values, const int *lengths,
                        const int *formats, int result_format)
{
    return late_PQsendQueryPrepared(connection, name, count, values, lengths,
                                    formats, result_format);
}

PQnoticeProcessor PQsetNoticeProcessor(PGconn *connection,
                                       PQnoticeProcessor processor,
                                       void *context)
{
    return late_PQsetNoticeProcessor(connection, processor, context);
}

int PQsetSingleRowMode(PGconn *connection)
{
    return late_PQsetSingleRowMode(connection);
}

int PQsetnonblocking(PGconn *connection, int yes)
{
    return late_PQsetnonblocking(connection, yes);
}

int PQsocket(const PGconn *connection)
{
    return late_PQsocket(connection);
}

ConnStatusType PQstatus(const PGconn *connection)
{
    return late_PQstatus(connection);
}

PGTransactionStatusType PQtransactionStatus(const PGconn *connection)
{
    return late_PQtransactionStatus(connection);
}
