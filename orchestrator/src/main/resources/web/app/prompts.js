// What people are asked, on every page: a run waits for the answer.
import { html } from 'lit';
import { ago, get, LabElement, post } from './lab.js';

class Prompts extends LabElement {
    open = [];
    trouble = '';

    concerns(event) {
        return /^(prompt|page)\./.test(event.kind);
    }

    async read() {
        this.open = await get('/prompts?open=true');
    }

    get by() {
        return localStorage.getItem('agate-name') ?? '';
    }

    async answer(prompt, answer) {
        try {
            if (!this.by) {
                throw new Error('Fill in your name first.');
            }
            await post(`/prompts/${prompt.id}/answer`, { answer, by: this.by, why: this.querySelector(`#why-${prompt.id}`)?.value ?? '' });
            this.trouble = '';
        } catch (trouble) {
            this.trouble = trouble.message;
        }
        await this.read();
        this.requestUpdate();
    }

    render() {
        if (!this.open.length) {
            return '';
        }
        return html`<section class="card prompts" aria-label="Questions">
            <div class="title"><h2>${this.open.length === 1 ? 'A question' : `${this.open.length} questions`}</h2>
                <label>Your name <input .value=${this.by} @change=${e => localStorage.setItem('agate-name', e.target.value.trim())}></label></div>
            ${this.trouble ? html`<p class="bad" role="alert">${this.trouble}</p>` : ''}
            ${this.open.map(prompt => this.question(prompt))}
        </section>`;
    }

    question(prompt) {
        return html`<form data-prompt=${prompt.id} @submit=${e => { e.preventDefault(); this.answer(prompt, new FormData(e.target).get('answer')); }}>
            ${prompt.photo ? html`<a href="/api/v1/files/${prompt.photo}"><img src="/api/v1/files/${prompt.photo}" alt="Latest photograph of ${prompt.sample}"></a>` : ''}
            <p><b>${prompt.sample}</b> ${prompt.question} <small>asked ${ago(prompt.asked)} ago${prompt.preset ? ` · otherwise ${prompt.preset}` : ''}</small></p>
            <label>Why <input id="why-${prompt.id}"></label>
            ${prompt.choices.length
                ? prompt.choices.map(choice => html`<button type="button" @click=${() => this.answer(prompt, choice)}>${choice}</button> `)
                : html`<label>Answer <input name="answer" required placeholder=${prompt.unit ? `such as 5 ${prompt.unit}` : ''}></label> <button>Answer</button>`}
        </form>`;
    }
}

customElements.define('agate-prompts', Prompts);
