<?php
// What a WordPress on one machine without a network needs. Only the tests use it.

// WordPress asks no loopback address and no odd port, where the tool of a test is.
add_filter( 'http_request_host_is_external', '__return_true' );
add_filter( 'http_allowed_safe_ports', function ( $ports, $host, $url ) {
	$ports[] = (int) wp_parse_url( $url, PHP_URL_PORT );
	return $ports;
}, 10, 3 );

// It sends no post.
add_filter( 'pre_wp_mail', '__return_true' );

// Whom it asked.
add_filter( 'pre_http_request', function ( $answer, $arguments, $url ) {
	file_put_contents( ABSPATH . 'asked.log', $url . "\n", FILE_APPEND );
	return $answer;
}, 1, 3 );

// In the language of a school in Flanders, without its package of texts.
add_filter( 'locale', function () {
	return 'nl_BE';
} );
