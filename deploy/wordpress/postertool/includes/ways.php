<?php
// The ways in which the tool comes into a page: a pasted link, a shortcode and
// a block.

defined( 'ABSPATH' ) || exit;

function postertool_ways() {
	add_shortcode( 'postertool', 'postertool_shortcode' );
	postertool_block();
	$address = postertool_address();
	if ( '' === $address ) {
		return;
	}
	// A provider that WordPress does not know gets a sandbox in which nothing
	// can be downloaded. This is for the editor, and for whoever asks for an
	// embed in code.
	$links = '#^' . preg_quote( $address, '#' ) . '(?:embed\b.*|\?.*)?$#';
	wp_oembed_add_provider( $links, $address . 'oembed', true );
	// A page needs no answer of the tool to show it: so it is never behind, and
	// works where this server may not ask others.
	wp_embed_register_handler( 'postertool', $links, 'postertool_pasted' );
}

// A link on a line of its own. What only begins like one stays a link.
function postertool_pasted( $matches, $attributes, $url ) {
	$wishes = postertool_wishes_of_link( $url );
	return false === $wishes ? false : postertool_frame( $wishes );
}

// What the editor shows of a pasted link is what the page will.
function postertool_oembed_result( $html, $url ) {
	$wishes = postertool_wishes_of_link( $url );
	return false === $wishes ? $html : postertool_frame( $wishes );
}

// [postertool partner="" template="" theme="" format="" lang=""]
function postertool_shortcode( $attributes ) {
	return postertool_frame( shortcode_atts( array_fill_keys( POSTERTOOL_WISHES, '' ), $attributes, 'postertool' ) );
}

function postertool_block() {
	register_block_type(
		dirname( __DIR__ ) . '/block',
		array(
			'title'           => postertool_text( 'title' ),
			'description'     => postertool_text( 'description' ),
			'render_callback' => 'postertool_block_html',
		)
	);
	if ( is_admin() ) {
		$data = array(
			'address'  => postertool_address(),
			'settings' => current_user_can( 'manage_options' ) ? postertool_settings_url() : '',
			'language' => postertool_language(),
			'texts'    => postertool_texts(),
		);
		wp_add_inline_script( 'postertool-poster-tool-editor-script', 'window.postertoolBlock = ' . wp_json_encode( $data, JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
	}
}

function postertool_block_html( $attributes ) {
	$html = postertool_frame( $attributes );
	return '' === $html ? '' : '<div ' . get_block_wrapper_attributes() . '>' . $html . '</div>';
}
