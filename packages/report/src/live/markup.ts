import { valueName, type Trial } from "@gradlab/schema";
import { counted, measured } from "../numbers.ts";
import { html, type Html } from "../page/html.ts";
import { pathName } from "../sweep/names.ts";

/** What there is to show of the net. */
export interface LiveParts {
  readonly checkpoints: number;
  readonly hidden: readonly number[];
  readonly isSoftmax: boolean;
  readonly samples: number;
}

const digits = Array.from({ length: 10 }, (_, digit) => digit);

/** The view before its script fills it: every name, label and unit of it. */
export function liveMarkup(trial: Trial, parts: LiveParts): Html {
  const { hidden, checkpoints, samples } = parts;
  return html`<article class="view live" id="live" aria-labelledby="live/title">
    <p class="crumbs"><a href="#experiments">All experiments</a></p>
    <h2 id="live/title" tabindex="-1">Draw a digit</h2>
    <p class="question">${whoReads(trial, hidden)}</p>
    <noscript
      ><p class="source">The net computes in JavaScript, which is switched off.</p></noscript
    >
    <p class="live-failed source">The net could not be started in this browser.</p>
    <div class="live-works">
      <div class="live-desk">
        ${pad}
        <section class="live-answer" aria-labelledby="live/answer">
          <h3 id="live/answer">It reads</h3>
          <p class="live-digit" aria-hidden="true"></p>
          ${bars(parts.isSoftmax)}
        </section>
        ${input(samples)}
      </div>
      ${checkpoints > 1 ? trainingSlider(checkpoints) : undefined} ${units(hidden)}
      ${samples > 0 ? proof() : undefined}
      <p class="live-status" role="status"></p>
    </div>
  </article> `;
}

function whoReads(
  { experiment, sweepPoint, seed, metrics, dataset }: Trial,
  hidden: LiveParts["hidden"],
): Html {
  const paths = Object.keys(sweepPoint);
  const name = [
    ...paths.map((path) => `${pathName(path, paths)} ${valueName(sweepPoint[path]!)}`),
    `seed ${seed}`,
  ].join(", ");
  const set = dataset.name === "mnist" ? "MNIST" : "the drawn digits";
  return html`A net of <a href="#${experiment}">${experiment}</a> (${name}; 784 pixels,
    ${hidden.map((width) => `${width} hidden units, `)}10 outputs) reads it in this page. Of the
    test images of ${set} it reads ${measured(metrics["test.accuracy"]!, "fraction")}.`;
}

const pad: Html = html`<div class="live-pad">
  <canvas width="560" height="560" role="img" aria-label="Nothing drawn yet"></canvas>
  <p class="live-hint" aria-hidden="true">Draw here with mouse, finger or pen</p>
  <button type="button" class="live-clear">Clear</button>
</div>`;

const input = (samples: number): Html =>
  html`<section class="live-input" aria-labelledby="live/input">
    <h3 id="live/input" class="unseen">What the net is given</h3>
    <div class="live-given">
      <canvas class="live-seen" width="28" height="28" role="img"></canvas>
      <p class="source">
        What the net is given: 28 × 28 pixels, the ink scaled into 20 × 20 and centred by its mass.
      </p>
    </div>
    ${
      samples > 0
        ? html`<div class="live-samples">
            <label
              >or a test image<output></output>
              <input type="range" min="1" max="${samples}" value="1"
            /></label>
            <button type="button" class="live-misread">Next it misreads</button>
          </div>`
        : undefined
    }
  </section>`;

const bars = (isSoftmax: boolean): Html =>
  html`<table class="live-bars">
    <caption class="unseen">
      ${isSoftmax ? "Probability of each digit" : "Output for each digit"}
    </caption>
    <tbody>
      ${digits.map(
        (digit) =>
          html`<tr>
            <th scope="row">${digit}</th>
            <td aria-hidden="true"><span class="live-bar"></span></td>
            <td class="number"></td>
          </tr>`,
      )}
    </tbody>
  </table>`;

const trainingSlider = (checkpoints: number): Html =>
  html`<section class="live-training" aria-labelledby="live/training">
    <h3 id="live/training">While it was trained</h3>
    <label>
      <span class="unseen">Checkpoint</span>
      <input
        type="range"
        min="0"
        max="${checkpoints - 1}"
        value="${checkpoints - 1}"
        list="live/checkpoints"
      />
      <datalist id="live/checkpoints">
        ${Array.from({ length: checkpoints }, (_, i) => html`<option value="${i}"></option>`)}
      </datalist>
      <output></output>
    </label>
  </section>`;

const units = (hidden: LiveParts["hidden"]): Html | undefined =>
  hidden.length === 0
    ? undefined
    : html`<section class="live-units" aria-labelledby="live/units">
        <h3 id="live/units">What its hidden units see</h3>
        <p class="source">
          Each square is a unit: the pixels that excite it (<span class="live-plus">orange</span>)
          and calm it (<span class="live-minus">blue</span>), as strong as the unit is active now.
        </p>
        ${hidden.map(
          (width, l) =>
            html`${hidden.length > 1 ? html`<p class="live-layer">Layer ${l + 1}, ${counted(width, "unit")}</p>` : undefined}
              <canvas class="live-tiles" role="img"></canvas>`,
        )}
        <p class="live-unit source"></p>
        <details>
          <summary>The units in numbers</summary>
          <div class="inside">
            <div class="scroll" role="region" tabindex="0" aria-label="Hidden units">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Unit</th>
                    <th scope="col" class="number">Activation</th>
                    <th scope="col">Speaks most for</th>
                    <th scope="col">and against</th>
                  </tr>
                </thead>
                <tbody></tbody>
              </table>
            </div>
          </div>
        </details>
      </section>`;

const proof = (): Html =>
  html`<section class="live-proof" aria-labelledby="live/proof">
    <h3 id="live/proof">The same in Node and here</h3>
    <p class="live-equal"></p>
    <p class="source"></p>
  </section>`;
