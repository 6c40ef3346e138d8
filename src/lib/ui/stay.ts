// A form that is sent while one stays on the page: what was typed stays there, and so does the focus. Kit
// moves it to the top after a success, away from who is going by keyboard.

import { applyAction, type SubmitFunction } from '$app/forms';
import { refreshAll } from '$app/navigation';

export const stay: SubmitFunction = () => {
	return async ({ result }) => {
		if (result.type === 'success') await refreshAll();
		const here = document.activeElement;
		await applyAction(result);
		if (here instanceof HTMLElement && here.isConnected) here.focus({ preventScroll: true });
	};
};
