// The lab as a page sees it: the API, one stream of events, and numbers with their uncertainty.
import { html, LitElement } from 'lit';

export async function get(path) {
    const response = await fetch('/api/v1' + path);
    if (!response.ok) {
        throw new Error(`${path}: ${response.status}`);
    }
    return response.json();
}

export async function post(path, body, options) {
    const response = await fetch('/api/v1' + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body ?? {}),
        ...options,
    });
    if (!response.ok) {
        const problem = await response.json().catch(() => ({}));
        throw new Error(`${problem.detail ?? response.status} ${problem.advice ?? ''}`);
    }
    return response.status === 204 ? null : response.json().catch(() => null);
}

/// What moved a share from that of the mean standard, strongest first.
export const reasons = why => html`<ul class="reasons">${why.map(reason =>
    html`<li>${reason.words}: ${reason.points < 0 ? '−' : '+'} ${(100 * Math.abs(reason.points)).toFixed(1)} points</li>`)}</ul>`;

/// One native EventSource per page: the browser resumes it with Last-Event-ID by itself. A page that nobody sees has
/// none: a browser keeps six connections to a server, and a Stop in the seventh tab must get through.
class EventStream extends EventTarget {
    state = 'connecting';
    heard = Date.now();

    constructor() {
        super();
        if (!document.hidden) {
            this.#open();
        }
        // A tablet that slept may have missed its reconnect: what is shown is read anew.
        document.addEventListener('visibilitychange', () => {
            if (document.hidden) {
                this.source?.close();
                this.source = null;
            } else {
                if (!this.source) {
                    this.#open();
                }
                this.dispatchEvent(new CustomEvent('lab', { detail: { kind: 'page.shown' } }));
            }
        });
        // A server that is frozen keeps the connection and says nothing; it says `alive` every fifteen seconds.
        setInterval(() => {
            if (this.source && this.state === 'live' && Date.now() - this.heard > 40_000) {
                this.#become('reconnecting');
                this.source.close();
                this.#open();
            }
        }, 5_000);
    }

    #open() {
        this.heard = Date.now();
        this.source = new EventSource('/api/v1/events/stream');
        this.source.addEventListener('open', () => this.#become('live'));
        this.source.addEventListener('error', () => this.#become('reconnecting'));
        this.source.addEventListener('alive', () => { this.heard = Date.now(); });
        this.source.addEventListener('lab', message => {
            this.heard = Date.now();
            this.dispatchEvent(new CustomEvent('lab', { detail: JSON.parse(message.data) }));
        });
    }

    #become(state) {
        const back = this.state === 'reconnecting' && state === 'live';
        this.state = state;
        this.dispatchEvent(new Event('state'));
        if (back) {
            this.dispatchEvent(new CustomEvent('lab', { detail: { kind: 'page.shown' } }));
        }
    }
}

export const stream = new EventStream();

/// An element that reads its data anew after events that concern it, at most four times a second.
export class LabElement extends LitElement {
    #due = null;

    createRenderRoot() {
        return this;
    }

    connectedCallback() {
        super.connectedCallback();
        this.hear = event => {
            if (this.concerns(event.detail)) {
                this.#due ??= setTimeout(() => this.#read(), 250);
            }
        };
        stream.addEventListener('lab', this.hear);
        this.#read();
        // Progress and heartbeats are no events: look now and then.
        this.ticking = setInterval(() => this.#read(), this.every);
    }

    disconnectedCallback() {
        stream.removeEventListener('lab', this.hear);
        clearInterval(this.ticking);
        super.disconnectedCallback();
    }

    get every() {
        return 5000;
    }

    concerns() {
        return true;
    }

    async #read() {
        this.#due = null;
        try {
            await this.read();
            this.stale = false;
        } catch (trouble) {
            this.stale = true;
        }
        this.requestUpdate();
    }
}

/// `46.7 ± 3.5`: two digits of the uncertainty.
export function value(mean, sd) {
    if (mean === null || mean === undefined) {
        return '–';
    }
    if (!sd) {
        return Number(mean).toPrecision(4);
    }
    const digits = Math.max(0, 1 - Math.floor(Math.log10(Math.abs(sd))));
    return `${mean.toFixed(Math.min(digits, 6))} ± ${sd.toFixed(Math.min(digits, 6))}`;
}

export function recipe(values) {
    return Object.entries(values).map(([name, number]) => `${name} ${Number(number.toPrecision(3))}`).join(' · ');
}

export function clock(instant) {
    return new Date(instant).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
}

export function ago(instant) {
    const seconds = Math.max(0, Math.round((Date.now() - new Date(instant)) / 1000));
    return seconds < 90 ? `${seconds} s` : seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

const STATES = {
    CALIBRATING: '◔', RUNNING: '▶', HELD: '❚❚', FINISHED: '✓', FAILED: '✕',
};

export function stateMark(state) {
    return `${STATES[state] ?? '·'} ${state.charAt(0)}${state.slice(1).toLowerCase()}`;
}
