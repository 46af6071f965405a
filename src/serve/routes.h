// Routes: which handler answers which path. One table.
#pragma once

#include "fcgi.h"
#include "log.h"
#include "request.h"
#include "response.h"
#include "site.h"

enum { ROUTE_ARGUMENTS_MAX = 2 };

// One request on its way through its handler.
struct exchange {
    struct site *site;
    struct fcgi *fcgi;
    const struct request *request;
    long started_ms; // slot_clock_ms, when its parameters were there
    char arguments[ROUTE_ARGUMENTS_MAX][LIMIT_PARTNER_ID_BYTES]; // of the path
    struct error error;     // what a handler that gives false filled
    enum language language; // of the answer
    struct sent sent;       // what a handler that gives true sent
    struct log_entry log;
};

// The routes by number, 0 being none of ours, for the counters.
int routes_count(void);
const char *routes_name(int route);

// Answers the request that `fcgi` has accepted, logs and counts it.
void routes_answer(struct site *site, struct fcgi *fcgi);

// The handlers. Each has sent its answer (true) or filled exchange->error
// (false); a file of its own each.
bool index_answer(struct exchange *exchange);       // GET /
bool privacy_answer(struct exchange *exchange);     // GET /privacy
bool style_answer(struct exchange *exchange);       // GET /site.css
bool posters_answer(struct exchange *exchange);     // POST /api/v1/posters
bool kits_answer(struct exchange *exchange);        // POST /api/v1/kits
bool events_answer(struct exchange *exchange);      // POST /api/v1/events
bool photos_answer(struct exchange *exchange);      // POST /api/v1/photos
bool templates_answer(struct exchange *exchange);   // GET /api/v1/templates
bool words_answer(struct exchange *exchange);       // POST .../text.png
bool sample_answer(struct exchange *exchange);      // GET .../sample.png
bool webp_sample_answer(struct exchange *exchange); // GET .../sample.webp
bool frame_answer(struct exchange *exchange);       // GET .../frame.png
bool partners_answer(struct exchange *exchange);    // GET /api/v1/partners
bool partner_answer(struct exchange *exchange);     // GET /api/v1/partners/*
bool logo_answer(struct exchange *exchange);        // GET .../logo.png
bool embed_answer(struct exchange *exchange);       // GET /embed/, /embed/*
bool qr_answer(struct exchange *exchange);          // GET /embed/qr.svg
bool schools_answer(struct exchange *exchange);     // GET /schools
bool oembed_answer(struct exchange *exchange);      // GET /oembed
bool survey_card_answer(struct exchange *exchange); // GET /survey/card.html
bool report_answer(struct exchange *exchange);      // GET /reports/*
bool survey_page_answer(struct exchange *exchange); // GET /survey/*
bool surveys_answer(struct exchange *exchange);     // POST /api/v1/surveys/*
