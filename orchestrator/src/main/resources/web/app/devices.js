// The device board, and what waits for a device.
import { html } from 'lit';
import { ago, get, LabElement } from './lab.js';

class Devices extends LabElement {
    concerns(event) {
        return /^(device|command|page|site)\./.test(event.kind);
    }

    get every() {
        return 1000;
    }

    async read() {
        this.devices = await get('/devices');
    }

    render() {
        if (!this.devices) {
            return html`<div class="card skeleton">Reading devices …</div>`;
        }
        if (this.devices.length === 0) {
            return html`<div class="card empty">No device has introduced itself yet. A device connects to the broker by itself; the simulated ones: <code>./agate lab</code>.</div>`;
        }
        return html`<div class="board">${this.devices.map(device => this.card(device))}</div>`;
    }

    card(device) {
        const lost = device.presence !== 'ONLINE';
        const word = lost ? device.presence : device.stopped ? 'STOPPED' : device.activity;
        return html`
            <section class="card device ${lost ? 'lost' : ''} ${device.activity === 'BUSY' && !lost ? 'busy' : ''}" data-device=${device.id} data-presence=${device.presence}>
                <h2>${device.id} ${device.simulated ? html`<span class="tag hatched">SIM</span>` : ''}</h2>
                <p><b>${word}</b>${!lost && device.sub ? ` · ${device.sub.toLowerCase()}` : ''}
                    <small class="block">${lost ? `no contact for ${ago(device.since)}` : device.samples.length && device.family !== 'arm' ? device.samples.join(', ') : device.family === 'arm' ? `${device.samples.length} vials in the rack` : 'empty'}</small></p>
                <progress max="1" value=${device.progress ?? 0} ?hidden=${lost || device.progress === null}></progress>
                <small>${device.family} · heard ${ago(device.heard)} ago${!lost && !device.leased ? ' · not leased' : ''}</small>
            </section>`;
    }
}

class Queue extends LabElement {
    get every() {
        return 1000;
    }

    async read() {
        this.queue = await get('/queue');
    }

    render() {
        if (!this.queue?.length) {
            return html`<div class="card empty">No step waits.</div>`;
        }
        return html`<div class="card scroll"><table><thead><tr><th>Sample</th><th>Wants</th><th>Waits because</th><th class="number">For</th></tr></thead>
            <tbody>${this.queue.map(q => html`<tr><td>${q.sample}</td><td>${q.family} ${q.action}</td><td>${q.reason}</td><td class="number">${ago(q.since)}</td></tr>`)}</tbody></table></div>`;
    }
}

customElements.define('agate-devices', Devices);
customElements.define('agate-queue', Queue);
