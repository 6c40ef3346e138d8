// What leading takes, fetched together by who leads, also when leading is handed over.

export { feedWall } from '#lib/live/wall-feed.svelte.ts';
export { default as Arrange } from './Arrange.svelte';
export { default as Lead } from './Lead.svelte';
export { default as LeadMore } from './LeadMore.svelte';
export { default as LeadScribe } from './LeadScribe.svelte';
export { default as SpokenWords } from './SpokenWords.svelte';
