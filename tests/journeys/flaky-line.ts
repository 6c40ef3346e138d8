// A phone's network that fails in every way a network fails. `deaf`: what it says arrives, and nothing comes back.
// `mute`: what it says is lost on the way, and it does not know. `gone`: no network, and it knows. Pages die in between.

import type { Page, WebSocketRoute } from '@playwright/test';

type Way = 'whole' | 'deaf' | 'mute' | 'gone';

export class FlakyLine {
	#page: Page;
	#way: Way = 'whole';
	#open = new Set<WebSocketRoute>();

	private constructor(page: Page) {
		this.#page = page;
	}

	/** Before the page opens its lines. */
	static async under(page: Page): Promise<FlakyLine> {
		const line = new FlakyLine(page);
		await page.routeWebSocket(/\/(socket\.io|sync)\//, (socket) => line.#carry(socket));
		// Where no socket can, nothing else may either.
		await page.route(/\/socket\.io\//, (route) => (line.#way === 'whole' ? route.continue() : route.abort()));
		page.on('dialog', (dialog) => void dialog.accept());
		return line;
	}

	#carry(socket: WebSocketRoute): void {
		if (this.#way !== 'whole') return void socket.close();
		const house = socket.connectToServer();
		this.#open.add(socket);
		socket.onMessage((message) => {
			if (this.#way === 'whole' || this.#way === 'deaf') house.send(message);
		});
		house.onMessage((message) => {
			if (this.#way === 'whole' || this.#way === 'mute') socket.send(message);
		});
	}

	deaf(): void {
		this.#way = 'deaf';
	}

	mute(): void {
		this.#way = 'mute';
	}

	async gone(): Promise<void> {
		this.#way = 'gone';
		for (const socket of this.#open) void socket.close();
		this.#open.clear();
		await this.#page.context().setOffline(true);
	}

	async back(): Promise<void> {
		this.#way = 'whole';
		await this.#page.context().setOffline(false);
	}

	/** The phone starts again: its page is gone at once, whatever it was doing; what comes next finds a network. */
	async reboot(address: string): Promise<void> {
		await this.gone();
		await this.#page.goto('about:blank');
		await this.back();
		await this.#page.goto(address);
	}
}
