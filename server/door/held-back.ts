// Something of one's own that is not handed now: said only to who may have it, after `can`; all others find nothing.

import { error } from '@sveltejs/kit';

/** 423: the house looks into it first, and it goes on by itself; 403: staff see to it by hand. The page says which. */
export function heldBack({ no }: { readonly no: string }): never {
	error(no === 'looked-into' ? 423 : 403);
}
