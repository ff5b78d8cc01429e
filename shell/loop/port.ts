// The way to the core: in a worker, so that a slow phone never stutters while typing; in the page where workers are refused.
import type { FromCore, ToCore } from './messages.ts';

export type Port = (message: ToCore) => void;

// `coreUrl` is the module of core.ts. The program arrives on its own way, so nothing waits for the worker's script.
export function openPort(coreUrl: string, listen: (message: FromCore) => void): Port {
  const sent: ToCore[] = [];
  let port: Port | undefined;
  let answered = false;

  async function runInPage(): Promise<void> {
    const { startCore } = (await import(coreUrl)) as typeof import('./core.ts');
    port = startCore(listen);
    for (const message of sent.splice(0)) port(message);
  }

  const fallBack = (): void => {
    if (answered) return listen({ kind: 'failed', why: 'the worker stopped' });
    answered = true;
    port = undefined;
    runInPage().catch((error: unknown) => listen({ kind: 'failed', why: String(error) }));
  };

  try {
    const worker = new Worker(coreUrl, { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<FromCore>) => {
      answered = true;
      sent.length = 0;
      listen(event.data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      fallBack();
    });
    port = (message) => worker.postMessage(message);
  } catch {
    fallBack();
  }

  return (message) => {
    if (!answered || !port) sent.push(message); // kept until somebody has answered
    port?.(message);
  };
}
