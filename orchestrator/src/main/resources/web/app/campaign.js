// One campaign on one screen: what is best, is it still improving, what runs now, what comes next.
import { html } from 'lit';
import './convergence.js';
import { clock, get, LabElement, post, reasons, recipe, stateMark, value } from './lab.js';

class Campaign extends LabElement {
    static properties = { campaign: { type: Number }, name: {} };

    concerns(event) {
        return event.campaign === this.campaign || event.kind.startsWith('page.') || event.kind.startsWith('command.');
    }

    get every() {
        return 3000;
    }

    async read() {
        const [summary, experiments, runs, samples, queue] = await Promise.all([
            get(`/campaigns/${this.campaign}`), get(`/campaigns/${this.campaign}/experiments`),
            get(`/runs?campaign=${this.campaign}`), get(`/samples?campaign=${this.campaign}`), get('/queue'),
        ]);
        Object.assign(this, { summary, experiments, runs, samples, queue });
        const running = runs.filter(run => run.state === 'RUNNING');
        this.details = await Promise.all(running.map(run => get(`/runs/${run.id}`)));
    }

    render() {
        const c = this.summary;
        if (!c) {
            return html`<h1>${this.name}</h1><div class="card skeleton">Reading the campaign …</div>`;
        }
        return html`
            <div class="title ${this.stale ? 'stale' : ''}">
                <h1>${c.name}</h1>
                <span class="state">${stateMark(c.state)}</span>
                ${c.simulated ? html`<span class="tag hatched">SIMULATED</span>` : ''}
                <span class="grow"></span>
                ${c.state === 'RUNNING' ? html`<button type="button" @click=${() => post(`/campaigns/${c.id}/hold`)}>Hold</button>` : ''}
                ${c.state === 'HELD' ? html`<button type="button" class="primary" @click=${() => post(`/campaigns/${c.id}/resume`)}>Resume</button>` : ''}
                <a class="button" href="/api/v1/campaigns/${c.id}/observations?format=csv">CSV</a>
            </div>
            ${c.reason ? html`<p class="notice">${c.reason}</p>` : ''}
            <section class="card facts">
                <div><span>Best ${c.best?.experiment.sample ? html`(${c.best.experiment.sample})` : ''}</span>
                    <b>${c.best ? value(c.best.predicted, c.best.predictedSd) : '–'}</b>
                    <small>${c.best ? `believed; measured ${value(c.best.experiment.value, c.best.experiment.standardDeviation)}` : 'nothing measured yet'}</small></div>
                <div><span>Budget</span><b>${c.measured}/${c.samples}</b><small>${c.running} under way, ${c.failed} failed${c.lost ? `, ${c.lost} lost` : ''}</small></div>
                <div><span>Objective</span><b class="words">${c.minimize ? 'least' : 'most'} ${c.objective}</b></div>
                <div><span>Vision model</span><b class="words">${c.modelVersion ?? this.model() ?? '–'}</b></div>
            </section>
            <div class="columns">
                <section class="card"><h2>Convergence</h2>
                    <agate-convergence .experiments=${this.experiments} .campaign=${c}></agate-convergence>
                    <details><summary>Show as table</summary>${this.table()}</details>
                </section>
                <section class="card"><h2>Now</h2>${this.now()}
                    <h2>Best recipe</h2>${c.best ? html`<p class="recipe">${recipe(c.best.experiment.recipe)}</p>` : html`<p class="empty">None yet.</p>`}
                    <h2>Asked last</h2>${this.asked()}
                </section>
            </div>
            ${this.samples.length ? html`<h2>Samples</h2>${this.gallery()}` : ''}
            <h2>Log</h2><agate-log campaign=${c.id}></agate-log>`;
    }

    model() {
        return this.samples?.length ? 'being taught' : null;
    }

    now() {
        if (!this.details.length) {
            return html`<p class="empty">No run is under way.</p>`;
        }
        return html`<ul class="runs">${this.details.map(({ run, steps, commands }) => {
            const step = steps.findLast(s => s.state === 'RUNNING');
            const command = commands.findLast(c => !c.ended);
            const waits = this.queue.find(q => q.run === run.id);
            return html`<li><b>${run.sample}</b> ${run.workflow} · step ${steps.length}
                <small class="block">${step ? step.path.replace('/', ' › ') : 'between steps'}
                ${command ? html`· ${command.device} ${command.action}` : waits ? html`· waits: ${waits.reason}` : ''}</small></li>`;
        })}</ul>`;
    }

    asked() {
        const last = this.experiments.at(-1);
        if (!last) {
            return html`<p class="empty">Nothing yet.</p>`;
        }
        return html`<p>Suggestion ${last.number} <small class="block">${last.reason}</small></p>`;
    }

    table() {
        const ended = this.experiments.filter(e => e.state !== 'RUNNING');
        return html`<div class="scroll"><table><thead><tr><th class="number">#</th><th>Sample</th><th class="number">Value</th><th>Recipe</th></tr></thead>
            <tbody>${ended.map(e => html`<tr><td class="number">${e.number}</td><td>${e.sample ?? ''}</td>
                <td class="number nowrap">${e.state === 'MEASURED' ? value(e.value, e.standardDeviation) : html`<span title=${e.outcome}>${e.state.toLowerCase()}</span>`}</td><td>${recipe(e.recipe)}</td></tr>`)}</tbody></table></div>`;
    }

    why(picture, reading) {
        if (!reading) {
            return '';
        }
        return html`<details><summary>Why this value</summary>
            ${picture.overlay ? html`<a href="/api/v1/files/${picture.overlay}"><img loading="lazy" width="192" height="192" src="/api/v1/files/${picture.overlay}" alt="Share by tile"></a>` : ''}
            ${reasons(reading.why)}<small class="block">${reading.modelVersion}</small></details>`;
    }

    gallery() {
        const byName = new Map(this.experiments.map(e => [e.sample, e]));
        const shown = this.samples.filter(({ captures }) => captures.length);
        return html`<div class="gallery">${shown.map(({ sample, captures, readings }) => {
            const experiment = byName.get(sample.id);
            const good = captures.filter(c => !c.defects && c.share !== null);
            const share = good.length ? good.reduce((sum, c) => sum + c.share, 0) / good.length : null;
            const picture = captures.findLast(c => !c.defects) ?? captures.at(-1);
            const flags = [...new Set(captures.flatMap(c => c.defects ? c.defects.split(',') : []))];
            return html`<figure id=${sample.id} class="card">
                <a href="/api/v1/files/${picture.sha256}"><img loading="lazy" width="192" height="192" src="/api/v1/files/${picture.sha256}" alt="Photograph of ${sample.id}"></a>
                <figcaption><b>${sample.id}</b> ${sample.purpose === 'standard' ? html`<span class="tag">standard</span>` : ''}
                    ${sample.condition !== 'GOOD' ? html`<span class="tag warn">${sample.condition}</span>` : ''}
                    <span class="block number-line">${experiment?.value !== null && experiment?.value !== undefined ? value(experiment.value, experiment.standardDeviation) : experiment ? experiment.state.toLowerCase() : ''}</span>
                    <small class="block">${share !== null ? `share ${(100 * share).toFixed(1)} %` : ''} ${flags.length ? `! ${flags.join(', ')}` : ''}</small>
                    <small class="block">${captures.length} photographs, ${clock(captures.at(-1).created)}</small>
                    ${this.why(picture, readings.findLast(r => r.why.length))}</figcaption>
            </figure>`;
        })}</div>`;
    }
}

customElements.define('agate-campaign', Campaign);
