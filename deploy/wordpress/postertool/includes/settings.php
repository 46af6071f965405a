<?php
// The settings page: one field. WordPress itself checks its nonce and that who
// sends it may change settings (options.php).

defined( 'ABSPATH' ) || exit;

function postertool_settings_url() {
	return admin_url( 'options-general.php?page=postertool' );
}

function postertool_settings() {
	register_setting(
		'postertool',
		POSTERTOOL_OPTION,
		array(
			'type'              => 'string',
			'sanitize_callback' => 'postertool_settings_take',
			'show_in_rest'      => false,
			'default'           => '',
		)
	);
}

// What is no address changes nothing, and is told.
function postertool_settings_take( $typed ) {
	$address = postertool_address_from( $typed );
	if ( '' !== $address || '' === trim( (string) $typed ) ) {
		return $address;
	}
	add_settings_error( POSTERTOOL_OPTION, 'postertool_address', postertool_text( 'wrong_address' ) );
	return get_option( POSTERTOOL_OPTION, '' );
}

function postertool_settings_menu() {
	$title = postertool_text( 'title' );
	add_options_page( $title, $title, 'manage_options', 'postertool', 'postertool_settings_page' );
}

function postertool_settings_link( $links ) {
	array_unshift( $links, '<a href="' . esc_url( postertool_settings_url() ) . '">' . esc_html( postertool_text( 'settings' ) ) . '</a>' );
	return $links;
}

function postertool_settings_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$fixed   = postertool_address_is_fixed();
	$address = postertool_address();
	?>
	<div class="wrap">
		<h1><?php echo esc_html( postertool_text( 'title' ) ); ?></h1>
		<form action="<?php echo esc_url( admin_url( 'options.php' ) ); ?>" method="post">
			<?php settings_fields( 'postertool' ); ?>
			<table class="form-table" role="presentation"><tr>
				<th scope="row"><label for="postertool-address"><?php echo esc_html( postertool_text( 'address' ) ); ?></label></th>
				<td>
					<input id="postertool-address" class="regular-text code" type="text" inputmode="url" spellcheck="false"
						placeholder="https://posters.example.org/" aria-describedby="postertool-address-help"
						name="<?php echo esc_attr( POSTERTOOL_OPTION ); ?>" value="<?php echo esc_attr( $address ); ?>"<?php disabled( $fixed ); ?>>
					<p class="description" id="postertool-address-help"><?php echo esc_html( postertool_text( $fixed ? 'address_fixed' : 'address_help' ) ); ?></p>
				</td>
			</tr></table>
			<?php
			if ( ! $fixed ) {
				submit_button();
			}
			?>
		</form>
		<?php if ( '' !== $address ) : ?>
			<h2><?php echo esc_html( postertool_text( 'how' ) ); ?></h2>
			<ul class="ul-disc">
				<li><?php echo esc_html( postertool_text( 'how_block' ) ); ?></li>
				<li><?php echo esc_html( postertool_text( 'how_link' ) ); ?> <code><?php echo esc_html( $address . 'embed/' ); ?></code></li>
				<li><?php echo esc_html( postertool_text( 'how_shortcode' ) ); ?> <code>[postertool]</code></li>
			</ul>
			<p><a href="<?php echo esc_url( $address . 'schools' ); ?>" rel="noreferrer"><?php echo esc_html( postertool_text( 'how_more' ) ); ?></a></p>
		<?php endif; ?>
	</div>
	<?php
}
