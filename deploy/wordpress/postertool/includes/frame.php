<?php
// The frame in which the tool stands: what may be wished of it, its link and
// its HTML.

defined( 'ABSPATH' ) || exit;

// Names of what a page may wish: the school, and what is chosen first.
const POSTERTOOL_WISHES = array( 'partner', 'template', 'theme', 'format', 'lang' );

// What is left of wishes when what cannot be an id is out. Whether there is such
// a school or design, the tool knows; what it does not know it passes over.
function postertool_wishes( $wishes ) {
	$good = array();
	foreach ( POSTERTOOL_WISHES as $name ) {
		$value = isset( $wishes[ $name ] ) && is_string( $wishes[ $name ] ) ? trim( $wishes[ $name ] ) : '';
		if ( preg_match( '/^[a-z0-9-]{1,63}$/D', $value ) ) {
			$good[ $name ] = $value;
		}
	}
	return $good;
}

// The link of the tool with these wishes. Without a language it speaks that of
// the site, if it knows it.
function postertool_link( $wishes ) {
	$wishes = postertool_wishes( $wishes );
	if ( ! isset( $wishes['lang'] ) ) {
		$language = substr( get_locale(), 0, 2 );
		if ( in_array( $language, array( 'nl', 'fr', 'en', 'de' ), true ) ) {
			$wishes['lang'] = $language;
		}
	}
	$partner = isset( $wishes['partner'] ) ? $wishes['partner'] : '';
	unset( $wishes['partner'] );
	return add_query_arg( $wishes, postertool_address() . 'embed/' . $partner );
}

// The wishes in a link of the tool or of its embed; false when the link is of
// something else.
function postertool_wishes_of_link( $link ) {
	$address = postertool_address();
	if ( '' === $address || ! preg_match(
		'#^' . preg_quote( $address, '#' ) . '(?:embed(?:/([a-z0-9-]{0,63}))?/?)?(?:\?([^\#]*))?(?:\#.*)?$#D',
		(string) $link,
		$part
	) ) {
		return false;
	}
	wp_parse_str( isset( $part[2] ) ? $part[2] : '', $wishes );
	return array( 'partner' => isset( $part[1] ) ? $part[1] : '' ) + $wishes;
}

// The HTML of the tool. A feed gets a link: readers of feeds throw frames away.
// Without an address visitors see nothing, and who can mend it sees what to do.
function postertool_frame( $wishes ) {
	if ( '' === postertool_address() ) {
		return current_user_can( 'manage_options' )
			? '<p>' . esc_html( postertool_text( 'no_address' ) ) . ' <a href="' . esc_url( postertool_settings_url() ) . '">'
				. esc_html( postertool_text( 'settings' ) ) . '</a></p>'
			: '';
	}
	$link  = esc_url( postertool_link( $wishes ) );
	$title = postertool_text( 'title' );
	if ( is_feed() ) {
		return '<p><a href="' . $link . '">' . esc_html( $title ) . '</a></p>';
	}
	// It makes the frame as high as what is in it, and is asked for only by a
	// page that has one.
	wp_enqueue_script( 'postertool-embed', postertool_address() . 'embed.js', array(), null, true );
	return '<iframe class="postertool" src="' . $link . '" title="' . esc_attr( $title ) . '" width="100%" height="900"'
		. ' loading="lazy" allow="camera; web-share; clipboard-write" style="display:block;width:100%;border:0"></iframe>';
}

// embed.js waits for nothing and nothing waits for it.
function postertool_script_tag( $tag, $handle ) {
	return 'postertool-embed' === $handle ? str_replace( ' src=', ' async src=', $tag ) : $tag;
}
