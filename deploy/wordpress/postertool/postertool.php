<?php
/**
 * Plugin Name:       Poster tool
 * Description:       The campaign's poster tool in a page of your own: as a block, as a shortcode, or by pasting its link.
 * Version:           0.1.0
 * Requires at least: 5.9
 * Requires PHP:      7.4
 * Author:            The postertool authors
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       postertool
 *
 * It stores the address of the tool and nothing else, and no visitor's browser
 * asks the tool for anything on a page where the tool does not stand.
 */

defined( 'ABSPATH' ) || exit;

require __DIR__ . '/includes/texts.php';
require __DIR__ . '/includes/address.php';
require __DIR__ . '/includes/frame.php';
require __DIR__ . '/includes/ways.php';
require __DIR__ . '/includes/settings.php';

define( 'POSTERTOOL_PLUGIN', __FILE__ );

add_action( 'init', 'postertool_ways' );
add_filter( 'script_loader_tag', 'postertool_script_tag', 10, 2 );
add_filter( 'oembed_result', 'postertool_oembed_result', 10, 2 );
add_action( 'admin_init', 'postertool_settings' );
add_action( 'admin_menu', 'postertool_settings_menu' );
add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), 'postertool_settings_link' );
