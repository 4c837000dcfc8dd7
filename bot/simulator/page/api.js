// Talking with the simulator.

async function answered(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error || response.statusText);
  return body;
}

export const get = async (path) => answered(await fetch(path));

export const post = async (path, values = {}) =>
  answered(await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(values) }));

export const act = (personId, name, values = {}) => post(`/sim/people/${personId}/${name}`, values);

export const fileUrl = (fileId) => `/sim/files/${encodeURIComponent(fileId)}`;

// Call `take` with every event after `seq`, for ever; `lost` when the simulator is gone and back.
export async function follow(seq, take, lost) {
  for (;;) {
    try {
      for (const event of await get(`/sim/events?after=${seq}&timeout=25`)) {
        seq = event.seq;
        take(event);
      }
    } catch {
      lost();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      // A simulator that was started anew counts from the beginning and knows nobody.
      const state = await get("/sim/state").catch(() => null);
      if (state && state.seq < seq) location.reload();
    }
  }
}
