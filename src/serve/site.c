#include "site.h"

#include "log.h"

// What is not kept is not asked.
static bool read_surveys(struct site *site, struct error *err)
{
    const struct config_evaluation *evaluation = &site->config.evaluation;
    return !evaluation->surveys || !*evaluation->folder ||
           !*evaluation->questions ||
           survey_list_read(&site->surveys, evaluation->questions, err);
}

bool site_load(struct site *site, const struct config *config,
               const struct guard *guard, struct error *err)
{
    *site = (struct site){.config = *config};
    const struct press_config paths = {
        .templates_dir = config->templates,
        .fonts_file = config->fonts,
        .partners_dir = config->partners,
        .photo_limits = config->photo,
        .art_bytes = (size_t)config->art_cache_mb * 1000 * 1000};
    if (press_create_guarded(&site->press, &paths, guard, err) &&
        press_warm(site->press, err) &&
        (!*config->samples ||
         sample_list_read(&site->samples, config->samples, err)) &&
        partner_search_create(&site->search, press_partners(site->press),
                              err) &&
        read_surveys(site, err) &&
        pages_create(&site->pages, site->press, config, &site->surveys, err))
        return true;
    site_finish(site);
    return false;
}

void site_finish(struct site *site)
{
    pages_destroy(site->pages);
    site->pages = NULL;
    survey_list_finish(&site->surveys);
    partner_search_destroy(site->search);
    site->search = NULL;
    sample_list_finish(&site->samples);
    press_destroy(site->press);
    site->press = NULL;
}

const char *site_address(const struct site *site, const struct request *request)
{
    const char *configured = site->config.page.address;
    return *configured ? configured : request->address;
}

static void log_left_out(enum guard_kind kind, const char *id, const char *why)
{
    log_event("%s %s left out: %s", guard_kind_name(kind), id, why);
}

void site_log_barred(const struct guard_barred *barred, size_t count)
{
    for (size_t i = 0; i < count; i++)
        log_left_out(barred[i].kind, barred[i].id, barred[i].why);
}

void site_log_refusals(const struct site *site)
{
    const struct template_list *templates = press_templates(site->press);
    const struct partner_list *partners = press_partners(site->press);
    for (size_t i = 0; i < templates->refusal_count; i++)
        log_left_out(GUARD_TEMPLATE, templates->refusals[i].id,
                     templates->refusals[i].why);
    for (size_t i = 0; i < partners->refusal_count; i++)
        log_left_out(GUARD_PARTNER, partners->refusals[i].id,
                     partners->refusals[i].why);
}
