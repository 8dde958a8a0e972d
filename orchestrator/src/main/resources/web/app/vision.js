// A photograph is dropped, its shares are shown with their interval, its flags, and where in it they were seen.
import { html } from 'lit';
import { get, LabElement, reasons } from './lab.js';

const WIDTH = 160;
const HEIGHT = 28;

/// A figure over its checks, with a band of three deviations around what is usual.
function course(checks, { figure, centre, deviation }) {
    const values = checks.map(check => (check.figures[figure] - centre) / deviation);
    const most = Math.max(4, ...values.map(Math.abs));
    const y = value => HEIGHT / 2 - value / most * (HEIGHT / 2 - 2);
    const x = i => 2 + i * (WIDTH - 4) / Math.max(1, values.length - 1);
    return html`<svg width=${WIDTH} height=${HEIGHT} role="img" aria-label=${`${figure} over ${values.length} checks`}>
        <rect x="0" width=${WIDTH} y=${y(3)} height=${y(-3) - y(3)} fill="var(--line)" opacity=".5"></rect>
        <polyline fill="none" stroke="currentColor" points=${values.map((value, i) => `${x(i)},${y(value)}`).join(' ')}></polyline>
        <circle cx=${x(values.length - 1)} cy=${y(values.at(-1))} r="2.5" fill="currentColor"></circle>
    </svg>`;
}

/// The files of an input, which is empty then: a file of the same name can be chosen again.
function chosen(input) {
    const files = [...input.files];
    input.value = '';
    return files;
}

class Vision extends LabElement {
    models = [];
    answers = [];
    trouble = '';
    busy = false;
    life = null;

    concerns(event) {
        return /^page\./.test(event.kind);
    }

    async read() {
        this.models = await get('/models');
    }

    get model() {
        return this.querySelector('select')?.value ?? this.models[0]?.name;
    }

    /// What becomes of a model: its reference dish, and what would teach it more.
    async ask() {
        const model = this.model;
        const path = `/models/${encodeURIComponent(model)}`;
        this.life = null;
        try {
            const [chart, next] = await Promise.all([get(`${path}/checks`), get(`${path}/next`)]);
            // Another one may have been chosen meanwhile.
            if (model === this.model) {
                this.life = { chart, next };
            }
        } catch (error) {
            this.trouble = error.message;
        }
        this.requestUpdate();
    }

    async check(file) {
        const form = new FormData();
        form.append('photograph', file);
        const response = await fetch(`/api/v1/models/${encodeURIComponent(this.model)}/checks`, { method: 'POST', body: form });
        const answer = await response.json();
        this.trouble = response.ok ? '' : `${file.name}: ${answer.detail} ${answer.advice ?? ''}`;
        await this.ask();
    }

    async look(files) {
        this.busy = true;
        this.trouble = '';
        this.requestUpdate();
        for (const file of files) {
            const form = new FormData();
            form.append('model', this.model);
            form.append('photograph', file);
            const response = await fetch('/api/v1/inferences', { method: 'POST', body: form });
            const answer = await response.json();
            if (response.ok) {
                this.answers = [{ name: file.name, ...answer }, ...this.answers];
            } else {
                this.trouble = `${file.name}: ${answer.detail} ${answer.advice ?? ''}`;
            }
        }
        this.busy = false;
        this.requestUpdate();
    }

    render() {
        if (!this.models.length) {
            return html`<p class="card">There is no model yet. Teach one: <code>./agate vision train DIR --model NAME</code></p>`;
        }
        return html`
            <section class="card drop" @dragover=${e => e.preventDefault()}
                     @drop=${e => { e.preventDefault(); this.look(e.dataTransfer.files); }}>
                <label>Model <select @change=${() => this.querySelector('details.card').open && this.ask()}>${this.models.map(model => html`<option value=${model.name}>${model.name} (± ${model.meanError.toFixed(1)} points in the mean)</option>`)}</select></label>
                <label>Photographs <input type="file" accept="image/*" multiple @change=${e => this.look(chosen(e.target))}></label>
                <p aria-live="polite">${this.busy ? 'Looking…' : 'Or drop photographs here, each of its own heap.'}</p>
            </section>
            ${this.trouble ? html`<p class="bad" role="alert">${this.trouble}</p>` : ''}
            ${this.answers.map(answer => this.answer(answer))}
            <details class="card" @toggle=${e => e.target.open && this.ask()}>
                <summary>Does it still see as it used to? What would teach it more?</summary>
                ${this.life ? this.lifeOf(this.life) : html`<p>Asking …</p>`}
            </details>`;
    }

    lifeOf({ chart, next }) {
        return html`
            <h2>Reference dish <small>${chart.model}</small></h2>
            <label>This morning's photograph <input type="file" accept="image/*" @change=${e => this.check(...chosen(e.target))}></label>
            ${chart.missing
                ? html`<p>${chart.checks.length} checks; ${chart.missing} more say what is usual.</p>`
                : html`<table><tr><th>figure</th><th>last</th><th>usually</th><th>course</th><th></th></tr>
                    ${chart.verdicts.map(v => html`<tr><td>${v.figure}</td><td class="number">${v.value.toFixed(3)}</td>
                        <td class="number nowrap">${v.centre.toFixed(3)} ± ${v.deviation.toFixed(3)}</td><td>${course(chart.checks, v)}</td>
                        <td>${v.drifting.length ? html`<b class="bad">! ${v.drifting.join(', ').toLowerCase()}</b>` : 'as usual'}</td></tr>`)}</table>`}
            <h2>Standards to prepare next</h2>
            <ol>${next.map(mixture => html`<li>${Object.entries(mixture).map(([name, share]) => `${name} ${Math.round(100 * share)} %`).join(', ')}</li>`)}</ol>`;
    }

    answer(answer) {
        const percent = share => (100 * share).toFixed(1);
        const [seen] = answer.photographs;
        return html`<article class="card inference">
            <a href=${`/api/v1/files/${seen.sha256}`}><img src=${seen.overlay} alt="Share by tile"></a>
            <div>
                <h2>${answer.name}</h2>
                ${answer.shares
                    ? html`<table><tr><th>component</th><th>share, %</th><th>90 % interval</th></tr>
                        ${Object.entries(answer.shares).map(([name, share]) => html`<tr><td>${name}</td><td>${percent(share.value)}</td><td>${percent(share.low90)} … ${percent(share.high90)}</td></tr>`)}</table>
                        <p>With ${Math.round(answer.powder.visible)} visible grains no method could be surer than ± ${percent(answer.samplingFloor)}.</p>
                        ${answer.powder.mixing === undefined ? '' : html`<p>Mixing index ${answer.powder.mixing.toFixed(2)} (1 is a random mixture).</p>`}
                        ${answer.powder.d50Micrometres === undefined ? '' : html`<p>Grains: D50 ${Math.round(answer.powder.d50Micrometres)} µm, D90 ${Math.round(answer.powder.d90Micrometres)} µm.</p>`}
                        ${answer.why.length < 2 ? '' : html`<details><summary>Why this value</summary>${reasons(answer.why)}</details>`}`
                    : html`<p class="bad">Not measured: ${answer.flags.join(', ')}. ${seen.remedies.join('; ')}</p>`}
                <small>${answer.model} · novelty ${seen.novelty.toFixed(2)} (1 is the border)</small>
            </div>
        </article>`;
    }
}

customElements.define('agate-vision', Vision);
