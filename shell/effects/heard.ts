// The numbers that an event stream says, one `data:` line each; whatever else it says is passed over.
const REST_MAX = 4_096;

// Until the stream ends; rejects when it breaks. `waits` is called before each piece.
export async function eachNumber(response: Response, heard: (number: number) => void, waits: () => void = () => {}): Promise<void> {
  const reader = response.ok ? response.body?.getReader() : undefined;
  const text = new TextDecoder();
  for (let rest = ''; reader; ) {
    waits();
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + text.decode(value, { stream: true })).split('\n\n');
    rest = (events.pop() ?? '').slice(-REST_MAX);
    for (const event of events) {
      const number = /^data: (\d{1,15})$/m.exec(event)?.[1];
      if (number) heard(Number(number));
    }
  }
}
