// This device reads aloud, with a Dutch voice it has itself. A voice that is somewhere else would be sent the
// words; it is never used, and without one of its own a device does not offer to read.

export class Speaker {
	/** A voice on this device; null while there is none. */
	voice = $state.raw<SpeechSynthesisVoice | null>(null);
	speaking = $state(false);
	#synth = typeof speechSynthesis === 'undefined' ? null : speechSynthesis;
	#look = () => void (this.voice = ownVoice(this.#synth?.getVoices() ?? []));

	/** Voices come a moment after the page. */
	open(): void {
		this.#look();
		this.#synth?.addEventListener?.('voiceschanged', this.#look);
	}

	say(text: string): void {
		if (!this.#synth || !this.voice) return;
		this.stop();
		const words = new SpeechSynthesisUtterance(text);
		words.voice = this.voice;
		words.lang = this.voice.lang;
		words.rate = 0.95;
		words.onend = words.onerror = () => void (this.speaking = false);
		this.speaking = true;
		this.#synth.speak(words);
	}

	stop(): void {
		this.#synth?.cancel();
		this.speaking = false;
	}

	close(): void {
		this.stop();
		this.#synth?.removeEventListener?.('voiceschanged', this.#look);
	}
}

/** Dutch, and of this device: the plan is Dutch whatever the language of the screen. */
const ownVoice = (voices: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | null =>
	voices.find((one) => one.localService && one.lang.toLowerCase().startsWith('nl')) ?? null;
