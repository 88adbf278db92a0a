// Asks for one address as often as it can, over a few connections that stay open, and prints what
// that gave as JSON. The one argument is JSON too: url, host, requests, connections. It is a number
// of requests, not a time: those cut off at the end of a time would have cost the server as well.
// With `form` it posts that, each time as another submission; the answer is then a redirect.
import { randomUUID } from "node:crypto";
import autocannon from "autocannon";

const { url, host, requests, connections, form, cookie } = JSON.parse(process.argv[2]);
const times = [];

function post(request) {
  const inzending = randomUUID();
  const values = { ...form, inzending, titel: `${form.titel} ${inzending.slice(0, 8)}` };
  return { ...request, body: new URLSearchParams(values).toString() };
}

const posting = {
  method: "POST",
  headers: {
    host,
    cookie,
    "accept-encoding": "br, gzip",
    "content-type": "application/x-www-form-urlencoded",
  },
  setupRequest: post,
};

const run = autocannon({
  url,
  connections,
  amount: requests,
  headers: { host, "accept-encoding": "br, gzip" },
  ...(form && { requests: [posting] }),
});
// The program's own percentiles are whole milliseconds: too coarse for what is quick.
run.on("response", (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
const start = performance.now();
const result = await run;
const seconds = (performance.now() - start) / 1000;

times.sort((one, other) => one - other);
const percentile = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
console.log(
  JSON.stringify({
    requests: times.length,
    seconds,
    p50: percentile(0.5),
    p95: percentile(0.95),
    failed: result.errors + result.timeouts + requests - (form ? result["3xx"] : result["2xx"]),
  }),
);
