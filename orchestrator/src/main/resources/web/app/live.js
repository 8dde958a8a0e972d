// What stands on every page: is the view live, is the lab simulated, and the stop request.
import { html } from 'lit';
import { get, LabElement, post, stream } from './lab.js';

class Live extends LabElement {
    connectedCallback() {
        super.connectedCallback();
        stream.addEventListener('state', () => this.requestUpdate());
    }

    async read() {}

    render() {
        const words = { live: 'live', connecting: 'connecting', reconnecting: 'reconnecting …' };
        return html`<span class="live ${stream.state}" role="status">${words[stream.state]}</span>`;
    }
}

class Simulated extends LabElement {
    concerns(event) {
        return event.kind.startsWith('device.') || event.kind.startsWith('page.');
    }

    async read() {
        this.clock = await get('/clock');
    }

    render() {
        return this.clock?.simulated
            ? html`<div class="simulated" role="note"><b>SIMULATED</b> laboratory · ${this.clock.rate.toFixed(0)} lab seconds per second · nothing here moves real powder</div>`
            : '';
    }
}

class Stop extends LabElement {
    concerns(event) {
        return /^(site|device)\./.test(event.kind);
    }

    async read() {
        const devices = await get('/devices');
        this.stopped = devices.filter(device => device.stopped).length;
        this.all = devices.length;
    }

    async stop() {
        await post('/stop', { engaged: true, by: 'dashboard', reason: 'Stop lab was pressed' });
    }

    async release() {
        if (confirm('Release the stop, and clear every device? Nothing resumes by itself.')) {
            await post('/stop', { engaged: false, by: 'dashboard', reason: 'released after a check' });
            const devices = await get('/devices');
            await new Promise(done => setTimeout(done, 500));
            await Promise.all(devices.map(device => post(`/devices/${device.id}/clear`)));
        }
    }

    render() {
        return html`
            <span class="stop">
                <button type="button" class="stop-lab" @click=${this.stop}>Stop lab</button>
                ${this.stopped ? html`<button type="button" @click=${this.release}>Release … (${this.stopped} of ${this.all} stopped)</button>` : ''}
                <small>a stop request, not an emergency stop</small>
            </span>`;
    }
}

customElements.define('agate-live', Live);
customElements.define('agate-simulated', Simulated);
customElements.define('agate-stop', Stop);
