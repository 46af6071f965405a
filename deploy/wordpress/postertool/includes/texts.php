<?php
// What the plugin says, in four languages. The tool itself speaks for itself.

defined( 'ABSPATH' ) || exit;

// The language of who looks, if we have it; else English.
function postertool_language() {
	$language = substr( determine_locale(), 0, 2 );
	return in_array( $language, array( 'nl', 'fr', 'de' ), true ) ? $language : 'en';
}

function postertool_text( $name ) {
	return postertool_texts()[ $name ];
}

// All texts of that language.
function postertool_texts() {
	static $texts = array(
		'nl' => array(
			'title'         => 'Poster maken',
			'description'   => 'Hier maken je bezoekers een poster van de campagne, met het logo van je school.',
			'settings'      => 'Instellingen',
			'no_address'    => 'Hier komt de postermaker. Vul eerst zijn adres in.',
			'ask_address'   => 'Hier komt de postermaker. Vraag aan wie de site beheert om eerst zijn adres in te vullen.',
			'address'       => 'Adres van de postermaker',
			'address_help'  => 'Dat krijg je van de campagne. Een link naar de postermaker mag ook.',
			'address_fixed' => 'Dit adres ligt vast in wp-config.php (POSTERTOOL_ADDRESS).',
			'wrong_address' => 'Dat is geen adres van een postermaker. Het begint met https:// en er staat geen wachtwoord of vraagteken in.',
			'how'           => 'Zo komt hij in een pagina',
			'how_block'     => 'Voeg in een pagina het blok “Poster maken” toe en zoek je school.',
			'how_link'      => 'Of plak de link op een regel alleen:',
			'how_shortcode' => 'Of typ de shortcode:',
			'how_more'      => 'Kies je school en kopieer je link op de site van de campagne',
			'school'        => 'Je school',
			'school_help'   => 'Typ een stuk van de naam. Staat ze er niet bij? Laat dit dan leeg.',
			'design'        => 'Ontwerp',
			'theme'         => 'Kleur',
			'language'      => 'Taal',
			'of_tool'       => 'Wat de campagne kiest',
			'of_site'       => 'De taal van deze site',
			'first'         => 'Wat eerst getoond wordt',
		),
		'fr' => array(
			'title'         => 'Créer une affiche',
			'description'   => 'Vos visiteurs créent ici une affiche de la campagne, avec le logo de votre école.',
			'settings'      => 'Réglages',
			'no_address'    => 'L’outil d’affiches viendra ici. Indiquez d’abord son adresse.',
			'ask_address'   => 'L’outil d’affiches viendra ici. Demandez à la personne qui gère le site d’indiquer d’abord son adresse.',
			'address'       => 'Adresse de l’outil d’affiches',
			'address_help'  => 'La campagne vous la donne. Un lien vers l’outil convient aussi.',
			'address_fixed' => 'Cette adresse est fixée dans wp-config.php (POSTERTOOL_ADDRESS).',
			'wrong_address' => 'Ce n’est pas l’adresse d’un outil d’affiches. Elle commence par https:// et ne contient ni mot de passe ni point d’interrogation.',
			'how'           => 'Pour le mettre dans une page',
			'how_block'     => 'Ajoutez dans une page le bloc « Créer une affiche » et cherchez votre école.',
			'how_link'      => 'Ou collez le lien, seul sur une ligne :',
			'how_shortcode' => 'Ou tapez le code court :',
			'how_more'      => 'Choisissez votre école et copiez votre lien sur le site de la campagne',
			'school'        => 'Votre école',
			'school_help'   => 'Tapez une partie de son nom. Elle n’y est pas ? Laissez ce champ vide.',
			'design'        => 'Modèle',
			'theme'         => 'Couleur',
			'language'      => 'Langue',
			'of_tool'       => 'Au choix de la campagne',
			'of_site'       => 'La langue de ce site',
			'first'         => 'Ce qui est montré d’abord',
		),
		'en' => array(
			'title'         => 'Poster tool',
			'description'   => 'Here your visitors make a poster of the campaign, with the logo of your school.',
			'settings'      => 'Settings',
			'no_address'    => 'The poster tool comes here. Enter its address first.',
			'ask_address'   => 'The poster tool comes here. Ask whoever runs the site to enter its address first.',
			'address'       => 'Address of the poster tool',
			'address_help'  => 'The campaign gives it to you. A link to the tool serves as well.',
			'address_fixed' => 'This address is fixed in wp-config.php (POSTERTOOL_ADDRESS).',
			'wrong_address' => 'That is no address of a poster tool. It begins with https:// and has no password or question mark in it.',
			'how'           => 'How it comes into a page',
			'how_block'     => 'Add the block “Poster tool” to a page and look for your school.',
			'how_link'      => 'Or paste the link on a line of its own:',
			'how_shortcode' => 'Or type the shortcode:',
			'how_more'      => 'Choose your school and copy your link on the campaign’s site',
			'school'        => 'Your school',
			'school_help'   => 'Type a part of its name. Is it not there? Then leave this empty.',
			'design'        => 'Design',
			'theme'         => 'Colour',
			'language'      => 'Language',
			'of_tool'       => 'What the campaign chooses',
			'of_site'       => 'The language of this site',
			'first'         => 'What is shown first',
		),
		'de' => array(
			'title'         => 'Plakat machen',
			'description'   => 'Hier machen deine Besucher ein Plakat der Kampagne, mit dem Logo deiner Schule.',
			'settings'      => 'Einstellungen',
			'no_address'    => 'Hier kommt das Plakatwerkzeug hin. Gib zuerst seine Adresse ein.',
			'ask_address'   => 'Hier kommt das Plakatwerkzeug hin. Bitte zuerst die Person, die die Website betreut, seine Adresse einzugeben.',
			'address'       => 'Adresse des Plakatwerkzeugs',
			'address_help'  => 'Du bekommst sie von der Kampagne. Ein Link zum Werkzeug geht auch.',
			'address_fixed' => 'Diese Adresse steht fest in wp-config.php (POSTERTOOL_ADDRESS).',
			'wrong_address' => 'Das ist keine Adresse eines Plakatwerkzeugs. Sie beginnt mit https:// und enthält weder Passwort noch Fragezeichen.',
			'how'           => 'So kommt es in eine Seite',
			'how_block'     => 'Füge in einer Seite den Block „Plakat machen“ ein und suche deine Schule.',
			'how_link'      => 'Oder füge den Link in einer eigenen Zeile ein:',
			'how_shortcode' => 'Oder tippe den Shortcode:',
			'how_more'      => 'Wähle deine Schule und kopiere deinen Link auf der Website der Kampagne',
			'school'        => 'Deine Schule',
			'school_help'   => 'Tippe einen Teil ihres Namens. Sie ist nicht dabei? Dann lass das leer.',
			'design'        => 'Entwurf',
			'theme'         => 'Farbe',
			'language'      => 'Sprache',
			'of_tool'       => 'Was die Kampagne wählt',
			'of_site'       => 'Die Sprache dieser Website',
			'first'         => 'Was zuerst gezeigt wird',
		),
	);
	return $texts[ postertool_language() ];
}
