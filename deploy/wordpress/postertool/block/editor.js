// The block in the editor: the tool as the page will show it, and what may be
// chosen of it. Schools and designs come from the tool, when the block is there.
( function ( wp, data ) {
	const { createElement: el, useEffect, useState } = wp.element;
	const { InspectorControls, useBlockProps } = wp.blockEditor;
	const { ComboboxControl, Disabled, Notice, PanelBody, SelectControl } = wp.components;
	const { address, language, settings, texts } = data;

	// An answer of the tool, each asked for once; the next time after a failure
	// it is tried again.
	const answers = {};
	const ask = ( path ) => {
		answers[ path ] ??= fetch( address + path ).then( ( answer ) => {
			if ( ! answer.ok ) throw new Error( answer.status );
			return answer.json();
		} ).catch( () => {
			delete answers[ path ];
			return {};
		} );
		return answers[ path ];
	};
	const useAnswer = ( path ) => {
		const [ answer, setAnswer ] = useState( {} );
		useEffect( () => {
			let wanted = true;
			if ( path ) ask( path ).then( ( json ) => wanted && setAnswer( json ) );
			else setAnswer( {} );
			return () => { wanted = false; };
		}, [ path ] );
		return answer;
	};

	const label = ( { name, place } ) => place ? `${ name }, ${ place }` : name;

	// The school, by a part of its name. One that the tool no longer knows stays
	// until somebody chooses another.
	function School( { partner, onChange } ) {
		const [ typed, setTyped ] = useState( '' );
		const [ sought, setSought ] = useState( '' );
		useEffect( () => {
			const timer = setTimeout( () => setSought( typed ), 200 );
			return () => clearTimeout( timer );
		}, [ typed ] );
		const query = sought.trim() ? `q=${ encodeURIComponent( sought.trim() ) }&` : '';
		const { partners = [] } = useAnswer( `api/v1/partners?${ query }limit=20&lang=${ language }` );
		const chosen = useAnswer( partner && `api/v1/partners/${ partner }?lang=${ language }` );
		const options = partners.map( ( one ) => ( { value: one.id, label: label( one ) } ) );
		if ( partner && ! partners.some( ( { id } ) => id === partner ) ) {
			options.unshift( { value: partner, label: chosen.name ? label( chosen ) : partner } );
		}
		return el( ComboboxControl, {
			label: texts.school, help: texts.school_help, value: partner, options,
			onFilterValueChange: setTyped, onChange: ( value ) => onChange( value || '' ),
		} );
	}

	const choices = ( first, list ) => [ { value: '', label: first }, ...list.map( ( { id, name } ) => ( { value: id, label: name } ) ) ];

	// What the tool shows first.
	function First( { attributes: { partner, template, theme, lang }, setAttributes } ) {
		const { templates = [] } = useAnswer( `api/v1/templates?lang=${ language }` );
		const { templates: allowed = [] } = useAnswer( partner && `api/v1/partners/${ partner }?lang=${ language }` );
		const designs = templates.filter( ( { id } ) => id === template || ! allowed.length || allowed.includes( id ) );
		const { themes = [] } = templates.find( ( { id } ) => id === template ) ?? {};
		const select = ( name, value, options, and = {} ) => el( SelectControl, {
			label: texts[ name ], value, options, onChange: ( wanted ) => setAttributes( { ...and, [ name === 'design' ? 'template' : name === 'language' ? 'lang' : name ]: wanted } ),
		} );
		return el( PanelBody, { title: texts.first },
			select( 'design', template, choices( texts.of_tool, designs ), { theme: '' } ),
			template && select( 'theme', theme, choices( texts.of_tool, themes ) ),
			select( 'language', lang, choices( texts.of_site, [
				{ id: 'nl', name: 'Nederlands' }, { id: 'fr', name: 'Français' }, { id: 'en', name: 'English' }, { id: 'de', name: 'Deutsch' },
			] ) ) );
	}

	function Edit( { attributes, setAttributes, isSelected } ) {
		const props = useBlockProps();
		if ( ! address ) {
			return el( 'div', props, el( Notice, {
				status: 'warning', isDismissible: false,
				actions: settings ? [ { label: texts.settings, url: settings } ] : [],
			}, settings ? texts.no_address : texts.ask_address ) );
		}
		return el( 'div', props,
			isSelected && el( School, { partner: attributes.partner, onChange: ( partner ) => setAttributes( { partner } ) } ),
			el( InspectorControls, null, el( First, { attributes, setAttributes } ) ),
			// The tool itself, but a click chooses the block.
			el( Disabled, null, el( wp.serverSideRender, { block: 'postertool/poster-tool', attributes } ) ) );
	}

	wp.blocks.registerBlockType( 'postertool/poster-tool', { edit: Edit, save: () => null } );
} )( window.wp, window.postertoolBlock );
