const Page = () => <h1 className="p-3 text-lg font-semibold">locations</h1>;
export default Page;
