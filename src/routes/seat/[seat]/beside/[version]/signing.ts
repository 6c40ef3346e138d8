// A form whose words are signed on this device before they are sent, where it has a key that the version names. Without
// one, or where the house does not know that key, the house signs and says so.

import { applyAction, deserialize, type SubmitFunction } from '$app/forms';
import { refreshAll } from '$app/navigation';
import type { SeatId } from '#lib/base/id.ts';
import { deviceKey } from '#lib/live/device-key.ts';
import { stateHere } from '#lib/live/state-here.ts';
import type { StatementFields } from '#lib/seal/statement.ts';

/** `state`: what this form says, or null where it is not to be signed here. */
export const signing =
	(seat: SeatId, state: (form: FormData) => StatementFields | null): SubmitFunction =>
	async ({ formData }) => {
		const fields = state(formData);
		const key = fields && (await deviceKey(seat));
		if (key && fields) {
			const { token, disclosures } = await stateHere(key, fields);
			formData.set('token', token);
			for (const one of disclosures) formData.append('disclosure', one);
		}
		return async ({ result, action, update }) => {
			const refused = result.type === 'failure' && result.data?.['no'] === 'not-signed-well';
			if (!key || !refused) return update();
			for (const name of ['token', 'disclosure']) formData.delete(name);
			const headers = { 'x-sveltekit-action': 'true' };
			const again = await fetch(action, { method: 'POST', body: formData, headers });
			const made = deserialize(await again.text());
			if (made.type === 'success') await refreshAll();
			await applyAction(made);
		};
	};
