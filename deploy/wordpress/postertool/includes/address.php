<?php
// The address of the tool: where it comes from, and what may be one.

defined( 'ABSPATH' ) || exit;

const POSTERTOOL_OPTION = 'postertool_address';

// What was typed or pasted as an address such as "https://posters.example.org/"
// or "https://example.org/poster/", with a slash at its end; '' when it is none.
// A link to the embed or to the page for schools serves as well, since that is
// what people have at hand. Plain http is for a tool on the same machine alone:
// a browser lets a frame use the camera only over https.
function postertool_address_from( $typed ) {
	$typed = is_string( $typed ) ? trim( $typed ) : '';
	if ( '' !== $typed && ! preg_match( '#^[a-z][a-z0-9+.-]*:#i', $typed ) ) {
		$typed = 'https://' . $typed;
	}
	$address = preg_replace( '#/(?:embed|schools)(?:[/?\#].*)?$#D', '/', $typed );
	if ( strlen( $address ) > 200 || ! preg_match(
		'#^(https?)://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(:[0-9]{1,5})?((?:/[a-z0-9._~-]+)*)/?$#iD',
		$address,
		$part
	) ) {
		return '';
	}
	list( , $scheme, $host, $port, $path ) = $part;
	$scheme = strtolower( $scheme );
	$host   = strtolower( $host );
	if ( 'http' === $scheme && 'localhost' !== $host && '127.0.0.1' !== $host ) {
		return '';
	}
	if ( preg_match( '#/\.{1,2}(?:/|$)#', $path ) ) {
		return '';
	}
	return "$scheme://$host$port$path/";
}

// Whether wp-config.php fixes it, so that the settings page does not ask.
function postertool_address_is_fixed() {
	return defined( 'POSTERTOOL_ADDRESS' );
}

// The address with a slash at its end; '' when there is none yet.
function postertool_address() {
	return postertool_address_from( postertool_address_is_fixed() ? POSTERTOOL_ADDRESS : get_option( POSTERTOOL_OPTION, '' ) );
}
