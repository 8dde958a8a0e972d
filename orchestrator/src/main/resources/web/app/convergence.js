// Every observation with its uncertainty, the best so far, and what is expected of the experiments under way.
import * as echarts from 'echarts/core';
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
import { html, LitElement } from 'lit';
import { recipe, value } from './lab.js';

echarts.use([CustomChart, LineChart, ScatterChart, GridComponent, LegendComponent, MarkAreaComponent, TooltipComponent, CanvasRenderer]);

const INITIAL = 8;

/// From the lowest to the highest end of an error bar, to round numbers.
function range(points) {
    if (points.length === 0) {
        return { low: 0, high: 1 };
    }
    const lowest = Math.min(...points.map(([, mean, sd]) => mean - sd));
    const highest = Math.max(...points.map(([, mean, sd]) => mean + sd));
    // One value without an error bar has no extent of its own.
    const extent = highest - lowest || Math.abs(highest) / 10 || 1;
    const step = 10 ** Math.floor(Math.log10(extent)) / 2;
    const room = highest > lowest ? 0 : step;
    return { low: Math.floor(lowest / step) * step - room, high: Math.ceil(highest / step) * step + room };
}

class Convergence extends LitElement {
    static properties = { experiments: { attribute: false }, campaign: { attribute: false } };

    createRenderRoot() {
        return this;
    }

    connectedCallback() {
        super.connectedCallback();
        this.retheme = () => this.draw();
        window.addEventListener('agate-theme', this.retheme);
        matchMedia('(prefers-color-scheme: dark)').addEventListener('change', this.retheme);
    }

    disconnectedCallback() {
        window.removeEventListener('agate-theme', this.retheme);
        this.sizes?.disconnect();
        this.chart?.dispose();
        super.disconnectedCallback();
    }

    render() {
        return html`<div class="chart" role="img" aria-label=${this.summary()}></div>`;
    }

    updated() {
        this.draw();
    }

    summary() {
        const measured = this.measured();
        return measured.length === 0
            ? 'Convergence: nothing measured yet.'
            : `Convergence: ${measured.length} measured, best so far ${this.bests(measured).at(-1).toPrecision(3)}.`;
    }

    measured() {
        return (this.experiments ?? []).filter(e => e.state === 'MEASURED');
    }

    bests(measured) {
        let best = null;
        return measured.map(e => (best = best === null ? e.value : this.campaign.minimize ? Math.min(best, e.value) : Math.max(best, e.value)));
    }

    draw() {
        const place = this.querySelector('.chart');
        if (!place || !this.campaign) {
            return;
        }
        if (!this.chart) {
            this.chart = echarts.init(place);
            this.chart.on('click', point => {
                const sample = point.data?.experiment?.sample;
                if (sample) {
                    document.getElementById(sample)?.scrollIntoView({ block: 'center' });
                }
            });
            this.sizes = new ResizeObserver(() => this.chart.resize());
            this.sizes.observe(place);
        }
        this.chart.setOption(this.option(), { replaceMerge: ['series'] });
    }

    option() {
        const style = getComputedStyle(this);
        const colour = name => style.getPropertyValue('--' + name).trim();
        const measured = this.measured();
        const running = this.experiments.filter(e => e.state === 'RUNNING' && e.predictedMean !== null);
        // The number of an experiment is its place, whatever became of it.
        const points = measured.map(e => ({ value: [e.number, e.value, e.standardDeviation], experiment: e }));
        const expected = running.map(e => ({ value: [e.number, e.predictedMean, e.predictedSd], experiment: e }));
        const bests = this.bests(measured);
        const { low, high } = range([...points, ...expected].map(point => point.value));
        const marks = state => this.experiments.filter(e => e.state === state).map(e => ({ value: [e.number, low], experiment: e }));
        const last = Math.max(this.campaign.samples, ...this.experiments.map(e => e.number));
        const axis = { axisLine: { lineStyle: { color: colour('line') } }, axisLabel: { color: colour('muted') }, splitLine: { lineStyle: { color: colour('line') } }, nameTextStyle: { color: colour('muted') } };
        const whisker = (name, tone, dashed) => ({
            name, type: 'custom', silent: true, z: 3,
            renderItem: (params, api) => {
                const [x, top] = api.coord([api.value(0), api.value(1) + api.value(2)]);
                const [, bottom] = api.coord([api.value(0), api.value(1) - api.value(2)]);
                const stroke = { stroke: tone, lineWidth: 1.4, lineDash: dashed ? [3, 3] : null };
                const bar = (y1, y2, x1, x2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: stroke });
                return { type: 'group', children: [bar(top, bottom, x, x), bar(top, top, x - 4, x + 4), bar(bottom, bottom, x - 4, x + 4)] };
            },
        });
        return {
            // Points arrive several times a second: an animation would never come to its end.
            animation: false,
            grid: { left: 56, right: 16, top: 34, bottom: 40 },
            legend: { top: 0, textStyle: { color: colour('ink') }, data: ['measured ± 1 sd', 'best so far', 'expected', 'failed', 'lost'] },
            tooltip: {
                backgroundColor: colour('card'), borderColor: colour('line'), textStyle: { color: colour('ink') },
                formatter: point => {
                    const e = point.data?.experiment;
                    return e ? `${e.number} · ${e.sample ?? 'row'} · ${e.value === null && e.state !== 'RUNNING' ? e.state.toLowerCase() : value(point.data.value[1], point.data.value[2])}<br>${recipe(e.recipe).replaceAll(' · ', '<br>')}` : '';
                },
            },
            xAxis: { type: 'value', name: 'experiment', nameLocation: 'middle', nameGap: 26, min: 0, max: last + 0.5, minInterval: 1, ...axis, axisLabel: { ...axis.axisLabel, showMaxLabel: false } },
            yAxis: { type: 'value', min: low, max: high, ...axis },
            series: [
                {
                    name: 'best so far', type: 'line', step: 'end', symbol: 'none', z: 2, data: bests.map((b, i) => [measured[i].number, b]),
                    lineStyle: { color: colour('blue'), width: 2 }, itemStyle: { color: colour('blue') },
                    markArea: { silent: true, itemStyle: { color: colour('shade') }, label: { color: colour('muted'), position: 'insideBottom' }, data: [[{ name: 'initial design', xAxis: 0 }, { xAxis: Math.min(INITIAL, Math.max(2, this.campaign.samples / 2)) + 0.5 }]] },
                },
                { ...whisker('measured', colour('dot'), false), data: points },
                { ...whisker('awaited', colour('vermillion'), true), data: expected },
                { name: 'measured ± 1 sd', type: 'scatter', z: 4, symbolSize: 8, itemStyle: { color: colour('dot') }, data: points },
                { name: 'expected', type: 'scatter', z: 4, symbol: 'diamond', symbolSize: 10, itemStyle: { color: 'transparent', borderColor: colour('vermillion'), borderWidth: 1.5 }, data: expected },
                { name: 'failed', type: 'scatter', z: 4, symbol: 'circle', symbolSize: 8, itemStyle: { color: 'transparent', borderColor: colour('muted'), borderWidth: 1.5 }, data: marks('FAILED') },
                { name: 'lost', type: 'scatter', z: 4, symbol: 'triangle', symbolSize: 8, itemStyle: { color: 'transparent', borderColor: colour('muted'), borderWidth: 1.5 }, data: marks('LOST') },
            ],
        };
    }
}

customElements.define('agate-convergence', Convergence);
