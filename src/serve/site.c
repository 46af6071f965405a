#include "site.h"

#include "log.h"

bool site_load(struct site *site, const struct config *config,
               const struct template_guard *guard, struct error *err)
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
        pages_create(&site->pages, site->press, config, err))
        return true;
    site_finish(site);
    return false;
}

void site_finish(struct site *site)
{
    pages_destroy(site->pages);
    site->pages = NULL;
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

void site_log_templates(const struct template_refusal *refusals, size_t count)
{
    for (size_t i = 0; i < count; i++)
        log_event("template %s left out: %s", refusals[i].id, refusals[i].why);
}

void site_log_refusals(const struct site *site)
{
    const struct template_list *templates = press_templates(site->press);
    const struct partner_list *partners = press_partners(site->press);
    site_log_templates(templates->refusals, templates->refusal_count);
    for (size_t i = 0; i < partners->refusal_count; i++)
        log_event("partner %s left out: %s", partners->refusals[i].id,
                  partners->refusals[i].why);
}
