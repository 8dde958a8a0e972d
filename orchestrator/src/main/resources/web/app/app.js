// SPDX-License-Identifier: GPL-3.0-or-later
// The one entry of the bundle: every page's living parts, and the theme.
import './app.css';
import './live.js';
import './campaigns.js';
import './campaign.js';
import './devices.js';
import './log.js';
import './prompts.js';
import './vision.js';

document.addEventListener('DOMContentLoaded', () => {
    document.getElementById('theme')?.addEventListener('click', () => {
        const root = document.documentElement;
        const dark = getComputedStyle(root).getPropertyValue('--scheme').trim() === 'dark';
        root.dataset.theme = dark ? 'light' : 'dark';
        localStorage.setItem('agate-theme', root.dataset.theme);
        window.dispatchEvent(new Event('agate-theme'));
    });
});
