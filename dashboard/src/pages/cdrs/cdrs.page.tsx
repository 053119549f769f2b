const Page = () => <h1 className="p-3 text-lg font-semibold">cdrs</h1>;
export default Page;
