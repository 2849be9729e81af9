// `npm run icons`: draws the icons of the installed app from the mark in static/favicon.svg.
import { chromium, type Browser } from 'playwright';
import { readFileSync, writeFileSync } from 'node:fs';
import { findChromium } from './find-chromium.ts';

const folder = 'static/install';
const blue = '#2F5BEA';
const paper = '#FBFAF7';
const [drop, shine] = [...readFileSync('static/favicon.svg', 'utf8').matchAll(/ d="([^"]+)"/g)].map(
	([, path]) => path
);

/** The mark in paper on the accent's blue, 512 wide. `radius` rounds the ground; `size` is what the mark takes of it. */
function draw(radius: number, size: number): string {
	const [inset, scale] = [(512 - size) / 2, size / 32];
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
	<rect width="512" height="512" rx="${radius}" fill="${blue}"/>
	<g transform="translate(${inset} ${inset}) scale(${scale})">
		<path fill="${paper}" d="${drop}"/>
		<path fill="none" stroke="${blue}" stroke-width="2.2" stroke-linecap="round" d="${shine}"/>
	</g>
</svg>
`;
}

/** Takes a picture of the drawing; what it leaves open stays transparent. */
async function render(browser: Browser, svg: string, file: string, width: number): Promise<void> {
	const page = await browser.newPage({ viewport: { width, height: width } });
	await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
	await page.screenshot({ path: `${folder}/${file}`, omitBackground: true });
	await page.close();
}

const rounded = draw(112, 320);
// A launcher may cut away all but a circle of four fifths.
const maskable = draw(0, 272);
// Apple rounds the corners itself.
const square = draw(0, 320);

const executablePath = findChromium();
const browser = await chromium.launch({
	...(executablePath ? { executablePath } : {}),
	args: ['--no-sandbox']
});
writeFileSync(`${folder}/icon.svg`, rounded);
await render(browser, rounded, 'icon-192.png', 192);
await render(browser, rounded, 'icon-512.png', 512);
await render(browser, maskable, 'maskable-192.png', 192);
await render(browser, maskable, 'maskable-512.png', 512);
await render(browser, square, 'apple-touch-icon.png', 180);
await browser.close();
