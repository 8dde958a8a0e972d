// The device board, and what waits for a device.
import { html } from 'lit';
import { ago, get, LabElement, post } from './lab.js';

class Devices extends LabElement {
    concerns(event) {
        return /^(device|command|page|site)\./.test(event.kind);
    }

    get every() {
        return 1000;
    }

    trouble = '';

    async read() {
        const [devices, holds] = await Promise.all([get('/devices'), get('/holds')]);
        this.holds = new Map(holds.map(hold => [hold.device, hold]));
        this.devices = devices;
    }

    /// What a person wants of a device; the name is asked for once.
    async want(device, word, body) {
        try {
            await post(`/devices/${device.id}/${word}`, body);
            this.trouble = '';
        } catch (trouble) {
            this.trouble = trouble.message;
        }
        await this.read();
        this.requestUpdate();
    }

    signed(event, device, word) {
        event.preventDefault();
        const said = new FormData(event.target);
        localStorage.setItem('agate-name', said.get('by').trim());
        this.want(device, word, { by: said.get('by'), why: said.get('why') });
    }

    hold(device) {
        const hold = this.holds?.get(device.id);
        const word = hold ? 'release' : 'hold';
        return html`${hold ? html`<p><span class="tag warn">${hold.held ? 'Held' : 'Being drained'}</span> for ${hold.by}: ${hold.why}</p>` : ''}
            ${device.stopped ? html`<button type="button" @click=${() => this.want(device, 'clear')}>Clear</button>` : ''}
            <details><summary>${hold ? 'Release' : 'Hold for a person'}</summary>
                <form @submit=${e => this.signed(e, device, word)}>
                    <label>Your name <input name="by" required .value=${localStorage.getItem('agate-name') ?? ''}></label>
                    <label>Why <input name="why" required></label>
                    <button>${hold ? 'Release' : 'Hold'}</button>
                </form></details>`;
    }

    /// Somebody else commands it; a person may take it back.
    other(device) {
        return html`<p><span class="tag warn">Taken</span> by ${device.commandedBy}</p>
            <details><summary>Take it back</summary>
                <form @submit=${e => this.signed(e, device, 'take-back')}>
                    <label>Your name <input name="by" required .value=${localStorage.getItem('agate-name') ?? ''}></label>
                    <label>Why <input name="why" required></label>
                    <button>Take back</button>
                </form></details>`;
    }

    render() {
        if (!this.devices) {
            return html`<div class="card skeleton">Reading devices …</div>`;
        }
        if (this.devices.length === 0) {
            return html`<div class="card empty">No device has introduced itself yet. A device connects to the broker by itself; the simulated ones: <code>./agate lab</code>.</div>`;
        }
        return html`${this.trouble ? html`<p class="bad" role="alert">${this.trouble}</p>` : ''}
            <div class="board">${this.devices.map(device => this.card(device))}</div>`;
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
                <small>${device.family} · heard ${ago(device.heard)} ago${!lost && !device.leased ? ` · ${device.commandedBy ? 'commanded by another' : 'not leased'}` : ''}</small>
                ${device.commandedBy ? this.other(device) : ''}
                ${this.hold(device)}
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

class Stock extends LabElement {
    trouble = '';

    concerns(event) {
        return /^(consumable|page)\./.test(event.kind);
    }

    async read() {
        this.stock = await get('/consumables');
    }

    async fill(event, stock) {
        event.preventDefault();
        const said = new FormData(event.target);
        localStorage.setItem('agate-name', said.get('by').trim());
        try {
            await post(`/devices/${stock.device}/fill`, { material: stock.material, milligrams: Number(said.get('milligrams')), by: said.get('by') });
            this.trouble = '';
        } catch (trouble) {
            this.trouble = trouble.message;
        }
        await this.read();
        this.requestUpdate();
    }

    render() {
        if (!this.stock?.length) {
            return html`<div class="card empty">No device has said what it holds yet; the first dose will tell.</div>`;
        }
        return html`<div class="card scroll">${this.trouble ? html`<p class="bad" role="alert">${this.trouble}</p>` : ''}
            <table><thead><tr><th>Device</th><th>Powder</th><th class="number">Left, mg</th><th class="number">Since</th><th>Filled up</th></tr></thead>
            <tbody>${this.stock.map(s => html`<tr><td>${s.device}</td><td>${s.material}</td><td class="number">${s.milligrams.toFixed(0)}</td><td class="number">${ago(s.changed)}</td>
                <td><form class="row" @submit=${e => this.fill(e, s)}>
                    <label>mg in it now <input name="milligrams" type="number" min="0" step="any" required size="8"></label>
                    <label>Your name <input name="by" required size="8" .value=${localStorage.getItem('agate-name') ?? ''}></label>
                    <button>Say so</button></form></td></tr>`)}</tbody></table></div>`;
    }
}

customElements.define('agate-devices', Devices);
customElements.define('agate-stock', Stock);
customElements.define('agate-queue', Queue);
