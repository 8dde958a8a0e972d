// The live log: follows, pauses, filters.
import { html } from 'lit';
import { clock, get, LabElement, stream } from './lab.js';

const MOST = 200;

class Log extends LabElement {
    static properties = { campaign: { type: Number } };
    events = [];
    paused = false;
    filter = '';

    connectedCallback() {
        super.connectedCallback();
        this.append = event => {
            const lab = event.detail;
            if (!this.paused && lab.id && !lab.routine && this.mine(lab)) {
                this.events = [...this.events.filter(e => e.id !== lab.id), lab].slice(-MOST);
                this.requestUpdate();
            }
        };
        stream.addEventListener('lab', this.append);
    }

    disconnectedCallback() {
        stream.removeEventListener('lab', this.append);
        super.disconnectedCallback();
    }

    mine(event) {
        return !this.campaign || event.campaign === this.campaign;
    }

    concerns(event) {
        return event.kind.startsWith('page.');
    }

    get every() {
        return 60000;
    }

    async read() {
        if (!this.paused) {
            this.events = await get(`/events?most=${MOST}` + (this.campaign ? `&campaign=${this.campaign}` : ''));
        }
    }

    render() {
        const shown = this.events.filter(e => (e.kind + e.text).toLowerCase().includes(this.filter)).toReversed();
        return html`
            <div class="card log">
                <div class="title">
                    <label>Filter <input type="search" placeholder="device, sample, kind" @input=${e => { this.filter = e.target.value.toLowerCase(); this.requestUpdate(); }}></label>
                    <button type="button" class="quiet" @click=${() => { this.paused = !this.paused; this.requestUpdate(); }}>${this.paused ? 'Follow' : 'Pause'}</button>
                </div>
                <ol tabindex="0" aria-label="Events, newest first">${shown.map(e => html`<li class=${/failed|lost|stopped|interrupted|refused/.test(e.kind) ? 'bad' : ''}>
                    <time>${clock(e.at)}</time> <code>${e.kind}</code> <span>${e.text}</span></li>`)}</ol>
                ${shown.length ? '' : html`<p class="empty">Nothing has happened yet.</p>`}
            </div>`;
    }
}

customElements.define('agate-log', Log);
