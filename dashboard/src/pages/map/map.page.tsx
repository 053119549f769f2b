const Page = () => <h1 className="p-3 text-lg font-semibold">map</h1>;
export default Page;
