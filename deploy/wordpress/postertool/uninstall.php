<?php
// Whoever deletes the plugin has nothing of it left.

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $postertool_site ) {
		delete_blog_option( $postertool_site, 'postertool_address' );
	}
} else {
	delete_option( 'postertool_address' );
}
