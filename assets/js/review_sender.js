// Sends presses: through Gradio, and past it where no answer comes. After a connection
// broke, Gradio's page sends nothing more until it is loaded anew, and would lose what
// waits in line here.

const ROUTE = "/gradio_api/run/predict";
const CARD = "review-card";

export class Sender {
  /** answered(value) is called with what comes past Gradio. */
  constructor({ trigger, answered }) {
    this._trigger = trigger;
    this._answered = answered;
    this._past = false;
  }

  /** again: no answer came to the same press before. */
  send(event, data, { again }) {
    if (again || this._past) this._sendPast(event, data);
    else this._trigger(event, data);
  }

  async _sendPast(event, data) {
    const asked = { fn_index: numberOf(event), data: [], event_data: data, session_hash: data.request_id };
    try {
      const answer = await fetch(ROUTE, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(asked),
      });
      if (!answer.ok) return;
      const [value] = (await answer.json()).data;
      this._past = true;
      this._answered(value);
    } catch {
      // Whoever waits for the answer sends it again, or says that none comes.
    }
  }
}

/** The number by which Gradio knows an event of the card. */
function numberOf(event) {
  const { components, dependencies } = window.gradio_config;
  const card = components.find(({ props }) => props.elem_id === CARD);
  return dependencies.find(({ targets }) => targets.some(([id, name]) => id === card.id && name === event)).id;
}
