// The list of campaigns: state, goal, best value, trend.
import { html, svg } from 'lit';
import { ago, get, LabElement, stateMark, value } from './lab.js';

class Campaigns extends LabElement {
    concerns(event) {
        return /^(campaign|observation|calibration|page)\./.test(event.kind);
    }

    async read() {
        const campaigns = await get('/campaigns');
        this.trends = Object.fromEntries(await Promise.all(campaigns.slice(0, 20).map(async campaign =>
            [campaign.id, await get(`/campaigns/${campaign.id}/observations`)])));
        this.campaigns = campaigns;
    }

    render() {
        if (!this.campaigns) {
            return html`<div class="card skeleton">Reading campaigns …</div>`;
        }
        if (this.campaigns.length === 0) {
            return html`<div class="card empty">No campaign yet. Try the simulated one: <code>./agate demo --keep</code>,
                or send a plan to <code>POST /api/v1/campaigns</code>.</div>`;
        }
        return html`
            <div class="card scroll ${this.stale ? 'stale' : ''}">
                <table>
                    <thead><tr><th>State</th><th>Campaign</th><th>Objective</th><th class="number">Best (believed)</th>
                        <th class="number">Measured</th><th>Trend</th><th>Started</th></tr></thead>
                    <tbody>${this.campaigns.map(campaign => this.row(campaign))}</tbody>
                </table>
            </div>`;
    }

    row(campaign) {
        return html`
            <tr>
                <td class="nowrap">${stateMark(campaign.state)}</td>
                <td><a href="/campaigns/${campaign.id}">${campaign.name}</a>
                    ${campaign.simulated ? html`<span class="tag hatched">SIMULATED</span>` : ''}
                    ${campaign.reason ? html`<small class="block">${campaign.reason}</small>` : ''}</td>
                <td>${campaign.minimize ? 'least' : 'most'} ${campaign.objective}</td>
                <td class="number">${campaign.best ? value(campaign.best.predicted, campaign.best.predictedSd) : '–'}</td>
                <td class="number">${campaign.measured}/${campaign.samples}${campaign.failed ? html` <small>(${campaign.failed} failed)</small>` : ''}</td>
                <td>${sparkline(this.trends[campaign.id] ?? [], campaign.minimize)}</td>
                <td class="nowrap">${ago(campaign.created)} ago</td>
            </tr>`;
    }
}

function sparkline(experiments, minimize) {
    const values = experiments.toSorted((a, b) => a.order - b.order).map(e => e.value);
    if (values.length < 2) {
        return '';
    }
    let best = values[0];
    const bests = values.map(v => (best = minimize ? Math.min(best, v) : Math.max(best, v)));
    const low = Math.min(...bests);
    const range = Math.max(...bests) - low || 1;
    const points = bests.map((b, i) => `${(100 * i) / (bests.length - 1)},${22 - (20 * (b - low)) / range}`).join(' ');
    return html`<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label="best so far, from ${bests[0].toPrecision(3)} to ${bests.at(-1).toPrecision(3)}">${svg`<polyline points=${points} />`}</svg>`;
}

customElements.define('agate-campaigns', Campaigns);
