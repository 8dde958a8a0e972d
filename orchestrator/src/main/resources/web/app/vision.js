// A photograph is dropped, its shares are shown with their interval, its flags, and where in it they were seen.
import { html } from 'lit';
import { get, LabElement } from './lab.js';

class Vision extends LabElement {
    models = [];
    answers = [];
    trouble = '';
    busy = false;

    concerns(event) {
        return /^page\./.test(event.kind);
    }

    async read() {
        this.models = await get('/models');
    }

    get model() {
        return this.querySelector('select')?.value ?? this.models[0]?.name;
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
                <label>Model <select>${this.models.map(model => html`<option value=${model.name}>${model.name} (± ${model.meanError.toFixed(1)} points in the mean)</option>`)}</select></label>
                <label>Photographs <input type="file" accept="image/*" multiple @change=${e => this.look(e.target.files)}></label>
                <p>${this.busy ? 'Looking…' : 'Or drop photographs here, each of its own heap.'}</p>
            </section>
            ${this.trouble ? html`<p class="bad" role="alert">${this.trouble}</p>` : ''}
            ${this.answers.map(answer => this.answer(answer))}`;
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
                        ${answer.why.length < 2 ? '' : html`<details><summary>Why this value</summary><ul>${answer.why.map(reason => html`<li>${reason.group}: ${reason.points < 0 ? '−' : '+'} ${percent(Math.abs(reason.points))} points</li>`)}</ul></details>`}`
                    : html`<p class="bad">Not measured: ${answer.flags.join(', ')}. ${seen.remedies.join('; ')}</p>`}
                <small>${answer.model} · novelty ${seen.novelty.toFixed(2)} (1 is the border)</small>
            </div>
        </article>`;
    }
}

customElements.define('agate-vision', Vision);
