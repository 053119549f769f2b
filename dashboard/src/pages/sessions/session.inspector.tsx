import { useAsk } from '../../data/hooks.js';
import { SessionDocument } from '../../graph/index.js';
import { Failure, Loading } from '../../list/told.js';
export const SessionInspector = ({ itemKey }: { itemKey: string }) => {
  const { data, error, refetch } = useAsk(SessionDocument, { ref: itemKey });
  if (error) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  return (
    <pre className="overflow-auto p-3 font-mono text-sm">
      {JSON.stringify(data.session?.document, null, 2)}
    </pre>
  );
};
