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

    /// Whatever becomes of the order is said on the page: one that did not get through must not look like one that did.
    async order(what, path, body) {
        this.answer = `${what} …`;
        this.requestUpdate();
        try {
            const said = await post(path, body, { signal: AbortSignal.timeout(5_000) });
            const missing = (said?.devices ?? []).filter(device => body.engaged && device.state !== 'STOPPED');
            this.answer = said?.sent === false
                ? `NOT SENT: the broker cannot be reached. Go to the devices now; it is said as soon as it can.`
                : missing.length
                    ? `Not confirmed by ${missing.map(device => `${device.device} (${device.state})`).join(', ')}: go there.`
                    : `${what}: done.`;
            return true;
        } catch (trouble) {
            this.answer = `${what} FAILED: ${trouble.message}. Go to the devices now.`;
            return false;
        } finally {
            this.requestUpdate();
        }
    }

    async stop() {
        await this.order('Stop', '/stop', { engaged: true, by: 'dashboard', reason: 'Stop lab was pressed' });
    }

    /// A device that has a fault of its own stays as it is: its fault is cleared there, by whoever has looked at it.
    async release() {
        if (!confirm('Release the stop, and clear the devices that have no fault? Nothing resumes by itself.')) {
            return;
        }
        if (!await this.order('Release', '/stop', { engaged: false, by: 'dashboard', reason: 'released after a check' })) {
            return;
        }
        await new Promise(done => setTimeout(done, 500));
        const devices = await get('/devices');
        const faulty = devices.filter(device => device.faults.length);
        await Promise.all(devices
            .filter(device => device.stopped && !device.faults.length)
            .map(device => post(`/devices/${device.id}/clear`)));
        if (faulty.length) {
            this.answer = `Released; ${faulty.map(device => device.id).join(', ')} still has a fault and waits for a person.`;
            this.requestUpdate();
        }
    }

    render() {
        return html`
            <span class="stop">
                <button type="button" class="stop-lab" @click=${this.stop}>Stop lab</button>
                ${this.stopped ? html`<button type="button" @click=${this.release}>Release … (${this.stopped} of ${this.all} stopped)</button>` : ''}
                ${this.answer ? html`<span role="alert">${this.answer}</span>` : ''}
                <small>a stop request, not an emergency stop</small>
            </span>`;
    }
}

customElements.define('agate-live', Live);
customElements.define('agate-simulated', Simulated);
customElements.define('agate-stop', Stop);
